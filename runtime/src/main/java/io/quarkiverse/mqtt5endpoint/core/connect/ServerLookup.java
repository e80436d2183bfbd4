package io.quarkiverse.mqtt5endpoint.core.connect;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;

import io.netty.util.NetUtil;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;

/** Finds out where a server is: immediately if it is given as an address. */
record ServerLookup(AddressResolver resolver) {

    /** Fails where nobody knows the host. May complete on any thread. */
    CompletableFuture<InetSocketAddress> find(ServerAddress server) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(server.host());
        CompletableFuture<InetAddress> address = literal == null
                ? resolver.resolve(server.host()).toCompletableFuture()
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
