package io.quarkiverse.mqtt5endpoint.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.Identity;
import io.quarkiverse.mqtt5endpoint.testkit.KeyKind;

/** Trust stores and key stores as they are configured. */
class StoreSettingsTest {

    private static final String SECRET = "open-sesame";

    @ParameterizedTest
    @CsvSource({ "pem,PEM", "PEM,PEM", "Jks,JKS", "pkcs12,PKCS12", "' pKcS12 ',PKCS12", "None,NONE" })
    void typesAreReadInAnyCase(String written, StoreType type) {
        assertThat(Attribute.SSL_TRUSTSTORE_TYPE.choice(written)).isEqualTo(type);
    }

    @Test
    void unsetTypeIsNone() {
        assertThat(new TrustSettings(null, null, null, null).isJvm()).isTrue();
        assertThat(new KeySettings(null, null, null, null, null, null).isNone()).isTrue();
        assertThat(new TrustSettings(StoreType.NONE, null, null, null).isJvm()).isTrue();
        assertThat(new KeySettings(StoreType.NONE, null, null, null, null, null).isNone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "p12", "pkcs", "", "pem,jks" })
    void otherTypesAreRefused(String written) {
        assertThatThrownBy(() -> Attribute.SSL_KEYSTORE_TYPE.choice(written)).hasMessage(
                "attribute `ssl.keystore.type` must be one of `none`, `pem`, `jks`, `pkcs12`, but was `" + written + "`");
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void storeIsAtALocationOrInline(StoreType type) {
        assertThat(new TrustSettings(type, "ca", null, null)).hasToString(type + " at ca");
        assertThat(new TrustSettings(type, null, "content", null)).hasToString(type + " inline");
        assertThat(new KeySettings(type, "key", null, null, SECRET, null)).hasToString(type + " at key");
        assertThat(new KeySettings(type, null, "content", null, SECRET, null)).hasToString(type + " inline");
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void locationAndInlineTogetherAreRefused(StoreType type) {
        assertThatThrownBy(() -> new TrustSettings(type, "ca", SECRET, null)).hasMessage(
                "attribute `ssl.truststore.location` must"
                        + " not be set together with `ssl.truststore.certificates`, but was `ca`");
        assertThatThrownBy(() -> new KeySettings(type, "my.key", SECRET, null, null, null)).hasMessage(
                "attribute `ssl.keystore.location` must not be set together with `ssl.keystore.key`, but was `my.key`");
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void neitherLocationNorInlineIsRefused(StoreType type) {
        assertThatThrownBy(() -> new TrustSettings(type, null, null, null)).hasMessage("attribute `ssl.truststore.location`"
                + " must be set, or `ssl.truststore.certificates`, if `ssl.truststore.type` is `" + type + "`");
        assertThatThrownBy(() -> new KeySettings(type, null, null, null, null, null)).hasMessage("attribute"
                + " `ssl.keystore.location` must be set, or `ssl.keystore.key`, if `ssl.keystore.type` is `" + type + "`");
    }

    @ParameterizedTest
    @NullSource
    @EnumSource(names = "NONE")
    void withoutATypeNothingElseMayBeSet(StoreType type) {
        String found = type == null ? "" : ", but was `none`";
        Stream.of("location", "certificates", "password").forEach(name -> assertThatThrownBy(() -> new TrustSettings(type,
                name.equals("location") ? SECRET : null, name.equals("certificates") ? SECRET : null,
                name.equals("password") ? SECRET : null)).hasMessage("attribute `ssl.truststore.type` must be `pem`, `jks` or"
                        + " `pkcs12` if `ssl.truststore." + name + "` is set" + found));
        List<String> names = List.of("location", "key", "certificate-chain", "key-password", "password");
        names.forEach(name -> {
            String[] values = new String[names.size()];
            values[names.indexOf(name)] = SECRET;
            assertThatThrownBy(() -> new KeySettings(type, values[0], values[1], values[2], values[3], values[4])).hasMessage(
                    "attribute `ssl.keystore.type` must be `pem`, `jks` or `pkcs12` if `ssl.keystore." + name + "` is set"
                            + found);
        });
    }

    @Test
    void pemHasNoPasswordOfAStore() {
        assertThatThrownBy(() -> new TrustSettings(StoreType.PEM, "ca.pem", null, SECRET)).hasMessage(
                "attribute `ssl.truststore.password` must not be set if `ssl.truststore.type` is `pem`");
        assertThatThrownBy(() -> new KeySettings(StoreType.PEM, "my.pem", null, null, null, SECRET)).hasMessage(
                "attribute `ssl.keystore.password` must not be set if `ssl.keystore.type` is `pem`");
    }

    @ParameterizedTest
    @EnumSource(names = { "JKS", "PKCS12" })
    void storesHaveTheirOwnChain(StoreType type) {
        assertThatThrownBy(() -> new KeySettings(type, "my.store", null, SECRET, null, null)).hasMessage(
                "attribute `ssl.keystore.certificate-chain` must not be set if `ssl.keystore.type` is `" + type + "`");
    }

    @ParameterizedTest
    @ValueSource(strings = { "-----BEGIN PRIVATE KEY-----\nopen-sesame\n-----END PRIVATE KEY-----\n",
            "open-sesame\nopen-sesame" })
    void contentInsteadOfALocationIsNotShown(String content) {
        assertThatThrownBy(() -> new KeySettings(StoreType.PEM, content, null, null, null, null)).hasMessage(
                "attribute `ssl.keystore.location` must be the path of a file or of a class path resource,"
                        + " and not its content: that belongs to `ssl.keystore.key`");
        assertThatThrownBy(() -> new KeySettings(StoreType.PEM, content, "key", null, null, null))
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @CsvSource({ "EC,true", "EC,false", "ED25519,true", "ED25519,false" })
    void base64OfAKeyInsteadOfALocationIsNotShown(KeyKind kind, boolean pem) {
        Identity joe = CertificateAuthority.named("Root").client("joe", kind);
        String key = Base64.getEncoder().encodeToString(pem ? joe.keyPem().getBytes() : joe.key().getEncoded());
        assertThatThrownBy(() -> new KeySettings(StoreType.PEM, key, null, null, null, null))
                .hasMessageContaining("and not its content").hasMessageNotContaining(key.substring(0, 40));
    }

    @ParameterizedTest
    @ValueSource(strings = { "MyKeys", "MAIN/keys", "etc/mqtt/clientkey", "M", "MAMA", "/run/secrets/ca.pem" })
    void pathsThatCouldBeBase64AreFine(String path) {
        assertThat(new KeySettings(StoreType.PEM, path, null, null, null, null)).hasToString("pem at " + path);
    }

    @Test
    void longContentInsteadOfALocationIsNotShown() {
        assertThatThrownBy(() -> new TrustSettings(StoreType.JKS, SECRET.repeat(100), null, null))
                .hasMessageContaining("and not its content").hasMessageNotContaining(SECRET);
    }

    @Test
    void secretsAreNotShown() {
        assertThat(new TrustSettings(StoreType.JKS, null, SECRET, SECRET)).hasToString("jks inline");
        assertThat(new KeySettings(StoreType.JKS, null, SECRET, null, SECRET, SECRET)).hasToString("jks inline");
        assertThat(new KeySettings(StoreType.PEM, null, SECRET, SECRET, SECRET, null)).hasToString("pem inline");
        assertThat(TrustSettings.JVM).hasToString("JVM");
        assertThat(KeySettings.NONE).hasToString("none");
    }
}
