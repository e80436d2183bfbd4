package io.quarkiverse.mqtt5endpoint.core.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.net.ssl.X509KeyManager;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.mqtt5endpoint.core.settings.KeySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.StoreType;
import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.Identity;
import io.quarkiverse.mqtt5endpoint.testkit.KeyKind;

class ClientKeysTest {

    private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("Root").intermediate("Below");
    private static final Identity JOE = AUTHORITY.client("joe", KeyKind.EC);
    private static final Identity ANN = AUTHORITY.client("ann", KeyKind.EC);
    private static final Map<KeyKind, Identity> KINDS = Map.of(KeyKind.RSA, AUTHORITY.client("joe", KeyKind.RSA), KeyKind.EC,
            JOE,
            KeyKind.ED25519, AUTHORITY.client("joe", KeyKind.ED25519));
    private static final String SECRET = StoreVariants.PASSWORD;
    private static final String OTHER = StoreVariants.KEY_PASSWORD;

    @TempDir
    Path directory;

    private static KeySettings pem(String key, String chain, String keyPassword) {
        return new KeySettings(StoreType.PEM, null, key, chain, keyPassword, null);
    }

    private static KeySettings pemAt(String path, String chain, String keyPassword) {
        return new KeySettings(StoreType.PEM, path, null, chain, keyPassword, null);
    }

    private static KeySettings store(StoreType type, byte[] content, String keyPassword, String password) {
        return new KeySettings(type, null, StoreVariants.base64(content), null, keyPassword, password);
    }

    private static void assertIsLoaded(KeySettings settings, Identity identity) {
        X509KeyManager manager = (X509KeyManager) ClientKeys.load(settings).getKeyManagers()[0];
        String alias = manager.getClientAliases(identity.certificate().getPublicKey().getAlgorithm(), null)[0];
        assertThat(manager.getPrivateKey(alias)).isEqualTo(identity.key());
        assertThat(List.of(manager.getCertificateChain(alias))).isEqualTo(identity.chain());
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(KeySettings settings, String message) {
        return assertThatThrownBy(() -> ClientKeys.load(settings)).hasMessage(message)
                .satisfies(e -> assertThat(e.toString()).doesNotContain(SECRET, OTHER));
    }

    private String file(String content) {
        return new StoreVariants(directory).file(content);
    }

    @Test
    void unsetIsNoCertificate() {
        assertThat(ClientKeys.load(KeySettings.NONE)).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "PEM,LOCATION", "PEM,INLINE_TEXT", "PEM,INLINE_BASE64", "JKS,LOCATION", "JKS,INLINE_BASE64",
            "PKCS12,LOCATION", "PKCS12,INLINE_BASE64" })
    void variants(StoreType type, StoreVariants.Place place) {
        assertIsLoaded(new StoreVariants(directory).key(type, place, JOE), JOE);
    }

    @ParameterizedTest
    @EnumSource
    void kindsOfKeysInPem(KeyKind kind) {
        Identity identity = KINDS.get(kind);
        assertIsLoaded(pem(identity.keyPem(), identity.chainPem(), null), identity);
        assertIsLoaded(pem(identity.encryptedKeyPem(SECRET), identity.chainPem(), SECRET), identity);
    }

    @ParameterizedTest
    @EnumSource
    void kindsOfKeysInStores(KeyKind kind) {
        Identity identity = KINDS.get(kind);
        assertIsLoaded(store(StoreType.JKS, identity.jks(SECRET, OTHER), OTHER, SECRET), identity);
        assertIsLoaded(store(StoreType.PKCS12, identity.pkcs12(SECRET), null, SECRET), identity);
    }

    @ParameterizedTest
    @EnumSource(names = { "RSA", "EC" })
    void keysAsOlderToolsWriteThem(KeyKind kind) {
        Identity identity = KINDS.get(kind);
        assertIsLoaded(pem(identity.traditionalKeyPem(), identity.chainPem(), null), identity);
    }

    @Test
    void chainIsInlineOrBase64OrAFile() {
        assertIsLoaded(pem(JOE.keyPem(), JOE.chainPem(), null), JOE);
        assertIsLoaded(pem(JOE.keyPem(), StoreVariants.base64(JOE.chainPem()), null), JOE);
        assertIsLoaded(pem(JOE.keyPem(), file(JOE.chainPem()), null), JOE);
        assertIsLoaded(pemAt(file(JOE.keyPem()), file(JOE.chainPem()), null), JOE);
    }

    @Test
    void chainMayStandBesideTheKeyInAnyOrder() {
        assertIsLoaded(pemAt(file(JOE.keyPem() + JOE.chainPem()), null, null), JOE);
        assertIsLoaded(pemAt(file(JOE.chainPem() + JOE.keyPem()), null, null), JOE);
        assertIsLoaded(pem(JOE.chainPem() + JOE.keyPem(), null, null), JOE);
    }

    @Test
    void chainOfItsOwnAttributeCounts() {
        assertIsLoaded(pem(ANN.chainPem() + JOE.keyPem(), JOE.chainPem(), null), JOE);
    }

    @Test
    void passwordForAKeyThatIsNotEncryptedDoesNoHarm() {
        assertIsLoaded(pem(JOE.keyPem(), JOE.chainPem(), SECRET), JOE);
    }

    @Test
    void entryHasTheStoresPasswordUnlessToldOtherwise() {
        assertIsLoaded(store(StoreType.JKS, JOE.jks(SECRET, SECRET), null, SECRET), JOE);
        assertIsLoaded(store(StoreType.PKCS12, JOE.pkcs12(""), null, null), JOE);
        assertIsLoaded(store(StoreType.JKS, JOE.jks(SECRET, OTHER), OTHER, null), JOE);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void fileThatIsNotThere(StoreType type) {
        String path = directory.resolve("gone").toString();
        assertRefused(new KeySettings(type, path, null, null, null, null),
                "attribute `ssl.keystore.location` must be the path of"
                        + " a file that can be read, or of a class path resource, but was `" + path + "`");
    }

    @Test
    void chainThatIsNotThere() {
        assertRefused(pem(JOE.keyPem(), "gone.pem", null), "attribute `ssl.keystore.certificate-chain` must be the path of"
                + " a file that can be read, or of a class path resource, but was `gone.pem`");
    }

    @Test
    void chainThatMayBeAKeyIsNotShown() {
        assertRefused(pem(JOE.keyPem(), StoreVariants.base64(JOE.key().getEncoded()), null), "attribute"
                + " `ssl.keystore.certificate-chain` must be the path of a file that can be read, or of a class path resource");
    }

    @Test
    void wrongPasswordOfTheStore() {
        String message = "attribute `ssl.keystore.password` must be the password of the store";
        assertRefused(store(StoreType.JKS, JOE.jks(SECRET, OTHER), OTHER, OTHER), message);
        assertRefused(store(StoreType.PKCS12, JOE.pkcs12(SECRET), null, OTHER), message);
        assertRefused(store(StoreType.PKCS12, JOE.pkcs12(SECRET), null, null), message);
    }

    @Test
    void wrongPasswordOfTheEntry() {
        assertRefused(store(StoreType.JKS, JOE.jks(SECRET, OTHER), SECRET, SECRET),
                "attribute `ssl.keystore.key-password` must be the password of the private key in the store");
        assertRefused(store(StoreType.JKS, JOE.jks(SECRET, OTHER), null, SECRET), "attribute `ssl.keystore.key-password` must"
                + " be set, as the password of the store is not that of the private key");
        assertRefused(store(StoreType.JKS, JOE.jks(SECRET, OTHER), null, null),
                "attribute `ssl.keystore.password` must be set, as the private key is protected");
        assertRefused(store(StoreType.PKCS12, JOE.pkcs12(SECRET), OTHER, SECRET),
                "attribute `ssl.keystore.key-password` must be the password of the private key in the store");
    }

    @Test
    void encryptedKeyWithoutItsPassword() {
        assertRefused(pem(JOE.encryptedKeyPem(SECRET), JOE.chainPem(), null),
                "attribute `ssl.keystore.key-password` must be set, as the private key is encrypted");
        assertRefused(pem(JOE.encryptedKeyPem(SECRET), JOE.chainPem(), OTHER), "attribute `ssl.keystore.key-password` must"
                + " be the password of the private key");
    }

    @ParameterizedTest
    @CsvSource({ "EC,EC", "RSA,RSA", "ED25519,ED25519", "RSA,EC", "EC,ED25519" })
    void keyThatDoesNotFitTheChain(KeyKind one, KeyKind two) {
        Identity mixed = KINDS.get(one).withChainOf(AUTHORITY.client("ann", two));
        assertRefused(pem(mixed.keyPem(), mixed.chainPem(), null),
                "attribute `ssl.keystore.certificate-chain` must begin with the certificate of the private key");
        String path = file(mixed.keyPem() + mixed.chainPem());
        assertRefused(pemAt(path, null, null), "attribute `ssl.keystore.location` must begin with the certificate of the"
                + " private key, but was `" + path + "`");
    }

    @Test
    void storeWhoseKeyDoesNotFit() {
        assertRefused(store(StoreType.PKCS12, JOE.withChainOf(ANN).pkcs12(SECRET), null, SECRET),
                "attribute `ssl.keystore.key` must hold the certificate that belongs to the private key");
    }

    @Test
    void chainInTheWrongOrder() {
        String chain = JOE.chainPem() + CertificateAuthority.pem(CertificateAuthority.named("Stranger"));
        assertRefused(pem(JOE.keyPem(), chain, null),
                "attribute `ssl.keystore.certificate-chain` must have the certificates in order, each signed by the next");
    }

    @Test
    void keyWithoutAChain() {
        assertRefused(pem(JOE.keyPem(), null, null),
                "attribute `ssl.keystore.certificate-chain` must be set, as there is no certificate alongside the private key");
        assertRefused(pem(JOE.keyPem(), JOE.keyPem(), null),
                "attribute `ssl.keystore.certificate-chain` must hold at least one certificate in PEM");
    }

    @Test
    void noKeyAtAll() {
        assertRefused(pem(JOE.chainPem(), null, null),
                "attribute `ssl.keystore.key` must hold a private key in PEM, as PKCS#8");
        assertRefused(pem("open-sesame", null, null), "attribute `ssl.keystore.key` must be PEM or base64");
        assertRefused(store(StoreType.JKS, AUTHORITY.jks(SECRET), null, SECRET),
                "attribute `ssl.keystore.key` must hold a private key");
    }

    @Test
    void brokenKeys() {
        String message = "attribute `ssl.keystore.key` must hold a private key in PEM, as PKCS#8";
        assertRefused(pem(JOE.keyPem().replace("-----\nM", "-----\nA"), JOE.chainPem(), null), message);
        assertRefused(pem(JOE.traditionalKeyPem().replace("-----\nM", "-----\nA"), JOE.chainPem(), null), message);
    }

    @ParameterizedTest
    @EnumSource(names = { "JKS", "PKCS12" })
    void pemIsNoStore(StoreType type) {
        String path = file(JOE.keyPem());
        assertRefused(new KeySettings(type, path, null, null, null, SECRET),
                "attribute `ssl.keystore.location` must hold a " + type.name() + " store, not PEM, but was `" + path + "`");
    }

    @Test
    void whatIsReadIsNotShown() {
        assertThat(Pem.of(JOE.chainPem() + JOE.keyPem())).hasToString("Pem[blocks=[CERTIFICATE, CERTIFICATE, PRIVATE KEY]]");
    }
}
