package io.quarkiverse.mqtt5endpoint.testkit;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;

/**
 * How a test server proves who it is, and whom it lets in.
 *
 * @param clients who has signed the certificates of the clients that may connect; empty where everybody may
 * @param protocols what is spoken, for example {@code TLSv1.3}; empty for what is usual
 */
public record ServerTls(Identity identity, List<CertificateAuthority> clients, List<String> protocols) {

    /** Lets everybody in. */
    public static ServerTls of(Identity identity) {
        return new ServerTls(identity, List.of(), List.of());
    }

    /** Lets in only who shows a certificate of one of these. */
    public ServerTls clientsOf(CertificateAuthority... authorities) {
        return new ServerTls(identity, List.of(authorities), protocols);
    }

    /** Speaks only these. */
    public ServerTls speaking(String... versions) {
        return new ServerTls(identity, clients, List.of(versions));
    }

    boolean asksForCertificate() {
        return !clients.isEmpty();
    }

    String clientsPem() {
        return CertificateAuthority.pem(clients.toArray(CertificateAuthority[]::new));
    }

    SslContext context() {
        SslContextBuilder builder = SslContextBuilder
                .forServer(identity.key(), identity.chain().toArray(X509Certificate[]::new)).sslProvider(SslProvider.JDK);
        if (asksForCertificate()) {
            builder.clientAuth(ClientAuth.REQUIRE).trustManager(
                    clients.stream().map(CertificateAuthority::certificate).toArray(X509Certificate[]::new));
        }
        try {
            return builder.protocols(protocols.isEmpty() ? null : protocols).build();
        } catch (SSLException e) {
            throw new IllegalStateException("No TLS with " + this, e);
        }
    }

    /** What Artemis takes its certificates from. */
    byte[] trustStore(String password) {
        return Stores.store("PKCS12", password, store -> {
            for (int i = 0; i < clients.size(); i++) {
                store.setCertificateEntry("authority-" + i, clients.get(i).certificate());
            }
        });
    }

    @Override
    public String toString() {
        return Stream.of(protocols.isEmpty() ? "TLS" : String.join(" ", protocols),
                asksForCertificate() ? "asks for a certificate" : "asks for no certificate").toList().toString();
    }
}
