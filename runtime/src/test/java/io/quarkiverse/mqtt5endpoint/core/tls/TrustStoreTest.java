package io.quarkiverse.mqtt5endpoint.core.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.X509TrustManager;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.mqtt5endpoint.core.settings.StoreType;
import io.quarkiverse.mqtt5endpoint.core.settings.TrustSettings;
import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.Identity;
import io.quarkiverse.mqtt5endpoint.testkit.KeyKind;

class TrustStoreTest {

    private static final CertificateAuthority ONE = CertificateAuthority.named("One");
    private static final CertificateAuthority TWO = CertificateAuthority.named("Two");
    private static final Identity SOMEBODY = ONE.client("somebody", KeyKind.EC);

    @TempDir
    Path directory;

    private static List<X509Certificate> trusted(TrustSettings settings) {
        return List.of(((X509TrustManager) TrustStore.load(settings).getTrustManagers()[0]).getAcceptedIssuers());
    }

    private static TrustSettings inline(StoreType type, String content, String password) {
        return new TrustSettings(type, null, content, password);
    }

    private static TrustSettings at(StoreType type, String location, String password) {
        return new TrustSettings(type, location, null, password);
    }

    private StoreVariants variants() {
        return new StoreVariants(directory);
    }

    @Test
    void unsetIsWhatTheJvmTrusts() {
        assertThat(trusted(TrustSettings.JVM)).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource({ "PEM,LOCATION", "PEM,INLINE_TEXT", "PEM,INLINE_BASE64", "JKS,LOCATION", "JKS,INLINE_BASE64",
            "PKCS12,LOCATION", "PKCS12,INLINE_BASE64" })
    void variants(StoreType type, StoreVariants.Place place) {
        assertThat(trusted(variants().trust(type, place, ONE))).containsExactly(ONE.certificate());
    }

    @Test
    void pemHoldsSeveralCertificatesAndWhateverElse() {
        String pem = "Here they are:\r\n" + CertificateAuthority.pem(ONE) + SOMEBODY.keyPem() + "and\n"
                + CertificateAuthority.pem(TWO).replace("\n", "\r\n") + "0";
        assertThat(trusted(inline(StoreType.PEM, pem, null))).containsExactlyInAnyOrder(ONE.certificate(), TWO.certificate());
    }

    @ParameterizedTest
    @CsvSource(value = { "''", "' '", "\\n", "\\r\\n" }, ignoreLeadingAndTrailingWhitespace = false)
    void pemThatLostItsLineBreaks(String instead) {
        String pem = CertificateAuthority.pem(ONE, TWO).replace("\n", instead);
        assertThat(trusted(inline(StoreType.PEM, pem, null))).hasSize(2);
    }

    @Test
    void base64MayHaveLineBreaks() {
        String base64 = StoreVariants.base64(CertificateAuthority.pem(ONE)).replaceAll("(.{64})", "$1\n");
        assertThat(trusted(inline(StoreType.PEM, base64, null))).hasSize(1);
    }

    @Test
    void locationMayBeAClassPathResource() throws Exception {
        java.net.URLClassLoader loader = new java.net.URLClassLoader(new java.net.URL[] { directory.toUri().toURL() });
        String file = variants().file(CertificateAuthority.pem(ONE));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            assertThat(trusted(at(StoreType.PEM, Path.of(file).getFileName().toString(), null))).hasSize(1);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
            loader.close();
        }
    }

    @Test
    void storesNeedNoPasswordWhereTheyHaveNone() {
        assertThat(trusted(at(StoreType.JKS, variants().file(ONE.jks("whatever")), null))).hasSize(1);
        assertThat(trusted(at(StoreType.PKCS12, variants().file(ONE.pkcs12("")), null))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void fileThatIsNotThere(StoreType type) {
        String path = directory.resolve("gone").toString();
        assertThatThrownBy(() -> trusted(at(type, path, null)))
                .hasMessage("attribute `ssl.truststore.location` must be the path"
                        + " of a file that can be read, or of a class path resource, but was `" + path + "`");
    }

    @Test
    void directoryIsNoFile() {
        assertThatThrownBy(() -> trusted(at(StoreType.PEM, directory.toString(), null)))
                .hasMessageContaining("`ssl.truststore.location` must be the path of a file");
    }

    @Test
    void noPathAtAll() {
        assertThatThrownBy(() -> trusted(at(StoreType.PEM, "a\u0000b", null)))
                .hasMessageContaining("`ssl.truststore.location` must be the path of a file").hasMessageContaining("`a?b`");
    }

    @Test
    void wrongPassword() {
        assertThatThrownBy(() -> trusted(at(StoreType.JKS, variants().file(ONE.jks("right")), "wrong")))
                .hasMessage("attribute `ssl.truststore.password` must be the password of the store");
        assertThatThrownBy(() -> trusted(at(StoreType.PKCS12, variants().file(ONE.pkcs12("right")), "wrong")))
                .hasMessage("attribute `ssl.truststore.password` must be the password of the store");
        assertThatThrownBy(() -> trusted(at(StoreType.PKCS12, variants().file(ONE.pkcs12("right")), null)))
                .hasMessage("attribute `ssl.truststore.password` must be the password of the store");
    }

    @Test
    void pemWithoutACertificate() {
        assertThatThrownBy(() -> trusted(inline(StoreType.PEM, SOMEBODY.keyPem(), null)))
                .hasMessage("attribute `ssl.truststore.certificates` must hold at least one certificate in PEM");
        String path = variants().file(ONE.pkcs12("x"));
        assertThatThrownBy(() -> trusted(at(StoreType.PEM, path, null))).hasMessage(
                "attribute `ssl.truststore.location` must hold at least one certificate in PEM, but was `" + path + "`");
    }

    @Test
    void pemWithABrokenCertificate() {
        String broken = CertificateAuthority.pem(ONE).replace("MII", "AAA");
        assertThatThrownBy(() -> trusted(inline(StoreType.PEM, broken, null)))
                .hasMessage("attribute `ssl.truststore.certificates` must hold certificates that can be read");
    }

    @Test
    void inlineThatIsNeitherPemNorBase64() {
        assertThatThrownBy(() -> trusted(inline(StoreType.PEM, "open-sesame", null)))
                .hasMessage("attribute `ssl.truststore.certificates` must be PEM or base64");
    }

    @ParameterizedTest
    @EnumSource(names = { "JKS", "PKCS12" })
    void pemIsNoStore(StoreType type) {
        String path = variants().file(CertificateAuthority.pem(ONE));
        assertThatThrownBy(() -> trusted(at(type, path, "secret"))).hasMessage(
                "attribute `ssl.truststore.location` must hold a " + type.name() + " store, not PEM, but was `" + path + "`");
        assertThatThrownBy(() -> trusted(inline(type, CertificateAuthority.pem(ONE), "secret")))
                .hasMessage("attribute `ssl.truststore.certificates` must hold a " + type.name() + " store, not PEM");
    }

    @ParameterizedTest
    @EnumSource(names = { "JKS", "PKCS12" })
    void garbageIsNoStore(StoreType type) {
        String path = variants().file(new byte[] { 0x30, 1, 2, 3, 4, 5, 6, 7, 8, 9 });
        assertThatThrownBy(() -> trusted(at(type, path, "secret"))).hasMessage(
                "attribute `ssl.truststore.location` must hold a " + type.name() + " store, but was `" + path + "`");
        String empty = variants().file("");
        assertThatThrownBy(() -> trusted(at(type, empty, "secret")))
                .hasMessageContaining("must hold a " + type.name() + " store");
    }

    @Test
    void emptyStoreTrustsNobody() throws Exception {
        java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
        store.load(null, null);
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        store.store(bytes, "x".toCharArray());
        assertThatThrownBy(() -> trusted(inline(StoreType.PKCS12, StoreVariants.base64(bytes.toByteArray()), "x")))
                .hasMessage("attribute `ssl.truststore.certificates` must hold at least one trusted"
                        + " certificate, as `keytool -importcert` puts it there");
    }
}
