package io.quarkiverse.mqtt5endpoint.runtime.platform;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.Identity;
import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;

/** A TLS configuration whose parts change while it is in use, as those of the registry do at a reload. */
public final class TestTlsConfiguration extends BaseTlsConfiguration {

    private final SSLOptions options = new SSLOptions();

    private TrustOptions trust;
    private KeyCertOptions keys;
    private String algorithm;
    private boolean trustAll;

    public TestTlsConfiguration trust(CertificateAuthority authority) {
        trust = new PemTrustOptions().addCertValue(Buffer.buffer(CertificateAuthority.pem(authority)));
        return this;
    }

    public TestTlsConfiguration trust(TrustOptions options) {
        trust = options;
        return this;
    }

    public TestTlsConfiguration keys(Identity identity) {
        keys = new PfxOptions().setValue(Buffer.buffer(identity.pkcs12("x"))).setPassword("x");
        return this;
    }

    public TestTlsConfiguration verifying(String algorithm) {
        this.algorithm = algorithm;
        return this;
    }

    public TestTlsConfiguration trustAll() {
        trustAll = true;
        return this;
    }

    public TestTlsConfiguration options(Consumer<SSLOptions> change) {
        change.accept(options);
        return this;
    }

    @Override
    public TrustOptions getTrustStoreOptions() {
        return trust;
    }

    @Override
    public KeyCertOptions getKeyStoreOptions() {
        return keys;
    }

    @Override
    public SSLOptions getSSLOptions() {
        return options;
    }

    @Override
    public Optional<String> getHostnameVerificationAlgorithm() {
        return Optional.ofNullable(algorithm);
    }

    @Override
    public boolean isTrustAll() {
        return trustAll;
    }

    /** A registry that has it under this name. */
    public TlsConfigurationRegistry as(String name) {
        TlsConfigurationRegistry registry = registry();
        registry.register(name, this);
        return registry;
    }

    /** An empty registry. */
    public static TlsConfigurationRegistry registry() {
        return new TestRegistry(new ConcurrentHashMap<>());
    }

    private record TestRegistry(Map<String, TlsConfiguration> configurations) implements TlsConfigurationRegistry {

        @Override
        public Optional<TlsConfiguration> get(String name) {
            return Optional.ofNullable(configurations.get(name));
        }

        @Override
        public Optional<TlsConfiguration> getDefault() {
            return Optional.empty();
        }

        @Override
        public void register(String name, TlsConfiguration configuration) {
            configurations.put(name, configuration);
        }
    }
}
