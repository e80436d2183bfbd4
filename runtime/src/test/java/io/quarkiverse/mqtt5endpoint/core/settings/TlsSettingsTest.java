package io.quarkiverse.mqtt5endpoint.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TlsSettingsTest {

    private static final TrustSettings CA = new TrustSettings(StoreType.PEM, "ca.pem", null, null);
    private static final TrustSettings NO_CA = new TrustSettings(StoreType.NONE, null, null, null);
    private static final KeySettings KEY = new KeySettings(StoreType.JKS, "my.jks", null, null, "one", "two");
    private static final KeySettings NO_KEY = new KeySettings(StoreType.NONE, null, null, null, null, null);

    private static TlsSettings of(Boolean ssl, Boolean verifier, TrustSettings trust, KeySettings key, String name) {
        return TlsSettings.of(ssl, verifier, trust, key, name);
    }

    private static TlsSettings of(Boolean ssl) {
        return of(ssl, null, TrustSettings.JVM, KeySettings.NONE, null);
    }

    @Test
    void isOffByDefault() {
        assertThat(of(null)).isEqualTo(TlsSettings.OFF).isEqualTo(of(false));
        assertThat(TlsSettings.OFF.enabled()).isFalse();
    }

    @Test
    void sslAloneTrustsAsTheJvmDoesAndVerifiesHosts() {
        assertThat(of(true)).isEqualTo(new TlsSettings(true, true, TrustSettings.JVM, KeySettings.NONE, null));
    }

    static Stream<TlsSettings> withoutSsl() {
        return Stream.of(of(null, true, TrustSettings.JVM, KeySettings.NONE, null),
                of(null, false, TrustSettings.JVM, KeySettings.NONE, null), of(null, null, CA, KeySettings.NONE, null),
                of(null, null, NO_CA, KeySettings.NONE, null), of(null, null, TrustSettings.JVM, KEY, null),
                of(null, null, TrustSettings.JVM, NO_KEY, null), of(null, null, TrustSettings.JVM, KeySettings.NONE, "mqtt"));
    }

    @ParameterizedTest
    @MethodSource
    void withoutSsl(TlsSettings settings) {
        assertThat(settings.enabled()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "true,,,,ssl.hostname-verifier", ",CA,,,ssl.truststore.type", ",NO_CA,,,ssl.truststore.type",
            ",,KEY,,ssl.keystore.type", ",,NO_KEY,,ssl.keystore.type", ",,,mqtt,tls-configuration-name" })
    void explicitlyOffBesideAnotherAttributeIsRefused(Boolean verifier, String trust, String key, String name, String other) {
        assertThatThrownBy(() -> of(false, verifier, trust(trust), key(key), name))
                .hasMessage("attribute `ssl` must not be `false` if `" + other + "` is set, but was `false`");
    }

    @ParameterizedTest
    @CsvSource({ "true,,,ssl.hostname-verifier", "false,,,ssl.hostname-verifier", ",CA,,ssl.truststore.type",
            ",NO_CA,,ssl.truststore.type", ",,KEY,ssl.keystore.type", ",,NO_KEY,ssl.keystore.type" })
    void tlsConfigurationBesideAnotherAttributeIsRefused(Boolean verifier, String trust, String key, String other) {
        Stream.of(true, false).map(ssl -> ssl ? ssl : null).forEach(ssl -> assertThatThrownBy(
                () -> of(ssl, verifier, trust(trust), key(key), "mqtt")).hasMessage(
                        "attribute `tls-configuration-name` must"
                                + " not be set together with `" + other + "`, but was `mqtt`"));
    }

    private static TrustSettings trust(String name) {
        return name == null ? TrustSettings.JVM : name.equals("CA") ? CA : NO_CA;
    }

    private static KeySettings key(String name) {
        return name == null ? KeySettings.NONE : name.equals("KEY") ? KEY : NO_KEY;
    }

    @Test
    void tlsConfigurationGoesWithSsl() {
        TlsSettings settings = of(true, null, TrustSettings.JVM, KeySettings.NONE, "mqtt");
        assertThat(settings).isEqualTo(of(null, null, TrustSettings.JVM, KeySettings.NONE, "mqtt"));
        assertThat(settings.configurationName()).isEqualTo("mqtt");
    }

    @Test
    void whatMeansTheSameIsEqual() {
        assertThat(of(true)).isEqualTo(of(true, true, NO_CA, NO_KEY, null))
                .hasSameHashCodeAs(of(true, true, NO_CA, NO_KEY, null));
    }

    static Stream<TlsSettings> different() {
        return Stream.of(of(true), of(true, false, CA, KEY, null), of(true, true, TrustSettings.JVM, KEY, null),
                of(true, true, CA, KeySettings.NONE, null), of(true, null, TrustSettings.JVM, KeySettings.NONE, "mqtt"),
                of(true, true, new TrustSettings(StoreType.PEM, "other.pem", null, null), KEY, null),
                of(true, true, new TrustSettings(StoreType.PEM, null, "ca.pem", null), KEY, null),
                of(true, true, CA, new KeySettings(StoreType.JKS, "my.jks", null, null, "other", "two"), null),
                of(true, true, CA, new KeySettings(StoreType.JKS, "my.jks", null, null, "one", "other"), null),
                of(true, true, CA, new KeySettings(StoreType.PKCS12, "my.jks", null, null, "one", "two"), null));
    }

    @ParameterizedTest
    @MethodSource("different")
    void whatDiffersIsNotEqual(TlsSettings settings) {
        assertThat(settings).isNotEqualTo(of(true, true, CA, KEY, null));
    }

    @Test
    void secretsAreNotShown() {
        assertThat(of(true, null, CA, KEY, null).toString()).contains("pem at ca.pem", "jks at my.jks")
                .doesNotContain("one", "two");
    }

    @Test
    void recordsCheckThemselves() {
        assertThatThrownBy(() -> new TlsSettings(false, true, CA, KeySettings.NONE, null)).hasMessageContaining("`ssl`");
        assertThatThrownBy(() -> new TlsSettings(true, true, CA, KeySettings.NONE, "mqtt"))
                .hasMessageContaining("`tls-configuration-name`");
    }

    @Test
    void requiredTlsMustBeThere() {
        assertThatThrownBy(() -> TlsSettings.OFF.checkRequired(true)).hasMessage("attribute `require-tls` must be `false`"
                + " without TLS (set `ssl` to `true`, or `tls-configuration-name`), but was `true`");
        assertThatCode(() -> TlsSettings.OFF.checkRequired(false)).doesNotThrowAnyException();
        assertThatCode(() -> of(true).checkRequired(true)).doesNotThrowAnyException();
    }
}
