package io.quarkiverse.mqtt5endpoint.core.connect;

import java.net.InetAddress;
import java.util.concurrent.CompletionStage;

/** Finds the address of a host without blocking. The client would ask the name server on the event loop. */
@FunctionalInterface
public interface AddressResolver {

    /**
     * Any thread may call, and any thread may complete.
     *
     * @return fails where nobody knows the host
     */
    CompletionStage<InetAddress> resolve(String host);
}
