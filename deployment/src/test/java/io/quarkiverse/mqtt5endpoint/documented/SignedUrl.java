package io.quarkiverse.mqtt5endpoint.documented;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.mqtt5endpoint.Mqtt5WebSocketHandshake;
import io.smallrye.mutiny.Uni;

// tag::handshake[]
@ApplicationScoped
public class SignedUrl implements Mqtt5WebSocketHandshake {

    @Inject
    Signer signer;

    @Override
    public Uni<Request> request(String channel) {
        return signer.sign("/mqtt").map(signature -> Request.of("/mqtt?signature=" + signature)
                .withHeader("X-Channel", channel));
    }
}
// end::handshake[]
