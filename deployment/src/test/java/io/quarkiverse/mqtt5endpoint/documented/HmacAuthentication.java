package io.quarkiverse.mqtt5endpoint.documented;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.mqtt5endpoint.Mqtt5Authentication;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;

// tag::authentication[]
/** Client and server prove to each other that they know a secret, without sending it. */
@ApplicationScoped
@Identifier("hmac")
public class HmacAuthentication implements Mqtt5Authentication {

    @ConfigProperty(name = "device.name")
    String name;

    @ConfigProperty(name = "device.secret")
    String secret;

    @Override
    public String getMethod() {
        return "HMAC-SHA-256";
    }

    @Override
    public Exchange authenticate() {
        return new Exchange() {

            private byte[] challenge;

            /** Sent with CONNECT. */
            @Override
            public Uni<byte[]> begin() {
                return Uni.createFrom().item(name.getBytes(StandardCharsets.UTF_8));
            }

            /** The server's challenge, and the answer to it. */
            @Override
            public Uni<byte[]> respond(byte[] data) {
                challenge = data;
                return Uni.createFrom().item(() -> hmac("client", challenge));
            }

            /** The server's own proof, which came with CONNACK; false closes the connection. */
            @Override
            public Uni<Boolean> verify(byte[] proof) {
                return Uni.createFrom().item(() -> challenge != null
                        && MessageDigest.isEqual(hmac("server", challenge), proof));
            }
        };
    }
    // end::authentication[]

    byte[] hmac(String role, byte[] challenge) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(role.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(challenge);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java runtime has no HMAC-SHA-256", e);
        }
    }
    // tag::authentication[]
}
// end::authentication[]
