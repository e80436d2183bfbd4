package io.quarkiverse.mqtt5endpoint.core.connect;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Finds the addresses of a host without blocking. The client would ask the name server on the event loop. */
@FunctionalInterface
public interface AddressResolver {

    /**
     * Any thread may call, and any thread may complete.
     *
     * @return in the order in which they are to be tried; fails, or is empty, if nobody knows the host
     */
    CompletionStage<List<InetAddress>> resolve(String host);
}
