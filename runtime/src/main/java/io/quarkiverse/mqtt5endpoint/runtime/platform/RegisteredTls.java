package io.quarkiverse.mqtt5endpoint.runtime.platform;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import io.quarkiverse.mqtt5endpoint.core.tls.RevocationCheck;
import io.quarkiverse.mqtt5endpoint.core.tls.TlsMaterial;
import io.quarkiverse.mqtt5endpoint.core.tls.TrustStore;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.runtime.TrustAllOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;

/** A configuration of the TLS registry. A reload changes it in place, so all of it is read each time. */
record RegisteredTls(String name, TlsConfiguration configuration, Vertx vertx) {

    static final String NAME = "tls-configuration-name";

    TlsMaterial load() {
        try {
            refuseEmpty();
            // Not every configuration has them.
            SSLOptions options = Objects.requireNonNullElseGet(configuration.getSSLOptions(), SSLOptions::new);
            return new TlsMaterial(trust(options), keys(), protocols(options.getEnabledSecureTransportProtocols()),
                    List.copyOf(options.getEnabledCipherSuites()), handshakeTimeout(options), verifyHost());
        } catch (InvalidAttributeException e) {
            throw e;
        } catch (Exception e) {
            // Whoever made the configuration may throw anything.
            throw refuse("name a TLS configuration whose stores can be read", e);
        }
    }

    /** A configuration that says nothing about certificates is a mistake more often than a wish. */
    private void refuseEmpty() {
        if (!configuration.isTrustAll() && configuration.getTrustStoreOptions() == null
                && configuration.getKeyStoreOptions() == null) {
            throw refuse("name a TLS configuration with a trust store or a key store (to trust whom the JVM trusts, and show no"
                    + " certificate, set `ssl` to `true` instead)", null);
        }
    }

    private TrustManagerFactory trust(SSLOptions options) throws Exception {
        TrustOptions stores = configuration.isTrustAll() ? TrustAllOptions.INSTANCE : configuration.getTrustStoreOptions();
        TrustManagerFactory trust = stores == null ? TrustStore.factory(null) : stores.getTrustManagerFactory(vertx);
        List<CRL> revoked = revoked(options);
        return revoked.isEmpty() ? trust : RevocationCheck.before(trust, revoked);
    }

    private List<CRL> revoked(SSLOptions options) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<CRL> lists = new ArrayList<>();
        for (Buffer list : (Iterable<Buffer>) crls(options)::iterator) {
            lists.addAll(factory.generateCRLs(new ByteArrayInputStream(list.getBytes())));
        }
        return lists;
    }

    private Stream<Buffer> crls(SSLOptions options) {
        return Stream.concat(options.getCrlValues().stream(),
                options.getCrlPaths().stream().map(path -> vertx.fileSystem().readFileBlocking(path)));
    }

    private KeyManagerFactory keys() throws Exception {
        KeyCertOptions stores = configuration.getKeyStoreOptions();
        return stores == null ? null : stores.getKeyManagerFactory(vertx);
    }

    /** One that this JVM doesn't know would fail each handshake. */
    private List<String> protocols(Collection<String> wanted) throws GeneralSecurityException {
        SSLContext jvm = SSLContext.getInstance("TLS");
        jvm.init(null, new TrustManager[0], null);
        Set<String> supported = Set.of(jvm.getSupportedSSLParameters().getProtocols());
        List<String> protocols = wanted.stream().filter(supported::contains).toList();
        if (protocols.isEmpty()) {
            throw refuse("name a TLS configuration with a protocol that this JVM has", null);
        }
        return protocols;
    }

    private static Duration handshakeTimeout(SSLOptions options) {
        Duration timeout = Duration.of(options.getSslHandshakeTimeout(), options.getSslHandshakeTimeoutUnit().toChronoUnit());
        // The registry counts whole seconds: less than one becomes none at all.
        return timeout.isZero() ? null : timeout;
    }

    private boolean verifyHost() {
        String algorithm = configuration.getHostnameVerificationAlgorithm().orElse("HTTPS");
        if (!algorithm.equalsIgnoreCase("HTTPS") && !algorithm.equalsIgnoreCase("NONE")) {
            throw refuse("name a TLS configuration whose hostname verification algorithm is `HTTPS` or `NONE`", null);
        }
        return algorithm.equalsIgnoreCase("HTTPS");
    }

    private InvalidAttributeException refuse(String must, Exception cause) {
        return new InvalidAttributeException(NAME, name, must, cause);
    }
}
