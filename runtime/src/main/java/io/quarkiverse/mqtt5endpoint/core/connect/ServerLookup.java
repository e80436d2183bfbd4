package io.quarkiverse.mqtt5endpoint.core.connect;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.netty.util.NetUtil;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;

/** Finds out where a server is: immediately if it is given as an address. */
record ServerLookup(AddressResolver resolver) {

    /** Fails, or is empty, if nobody knows the host. May complete on any thread. */
    CompletableFuture<List<InetSocketAddress>> find(ServerAddress server) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(server.host());
        CompletableFuture<List<InetAddress>> addresses = literal == null
                ? resolver.resolve(server.host()).toCompletableFuture()
                : CompletableFuture.completedFuture(List.of(address(literal)));
        return addresses.thenApply(found -> found.stream()
                .map(address -> new InetSocketAddress(address, server.port())).toList());
    }

    private static InetAddress address(byte[] literal) {
        try {
            return InetAddress.getByAddress(literal);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException(wrongLength);
        }
    }
}
