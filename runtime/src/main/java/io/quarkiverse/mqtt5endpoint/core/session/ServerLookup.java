package io.quarkiverse.mqtt5endpoint.core.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.util.NetUtil;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;

/** Where a server is: at once where it is given as an address, else within the time that connecting may take. */
record ServerLookup(AddressResolver resolver, Duration timeout) {

    /** Fails where nobody knows the host. May complete on any thread. */
    CompletableFuture<InetSocketAddress> find(ServerAddress server) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(server.host());
        CompletableFuture<InetAddress> address = literal == null
                ? resolver.resolve(server.host()).toCompletableFuture().orTimeout(timeout.toSeconds(), TimeUnit.SECONDS)
                : CompletableFuture.completedFuture(address(literal));
        return address.thenApply(found -> new InetSocketAddress(found, server.port()));
    }

    private static InetAddress address(byte[] literal) {
        try {
            return InetAddress.getByAddress(literal);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException(wrongLength);
        }
    }
}
