package io.quarkiverse.mqtt5endpoint.core.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;

import javax.net.ssl.X509KeyManager;

import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.openssl.PKCS8Generator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.mqtt5endpoint.core.settings.KeySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.StoreType;
import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.Identity;
import io.quarkiverse.mqtt5endpoint.testkit.KeyKind;

/** Which forms of keys and stores are read, and what is said about the others: the table in the documentation. */
class KeyFormsTest {

    private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("Root");
    private static final Identity RSA = AUTHORITY.client("joe", KeyKind.RSA);
    private static final Identity EC = AUTHORITY.client("joe", KeyKind.EC);
    private static final String SECRET = StoreVariants.PASSWORD;
    private static final OtherForms RSA_FORMS = new OtherForms(RSA, SECRET);
    private static final OtherForms EC_FORMS = new OtherForms(EC, SECRET);

    private static final String KEY = "attribute `ssl.keystore.key` must hold a private key in a form that the JVM can read,"
            + " not ";
    private static final String CONVERT_KEY = " (`openssl pkcs8 -topk8 -v2 aes-256-cbc -in key.pem -out converted.pem`"
            + " converts it)";
    private static final String STORE = "attribute `ssl.keystore.key` must hold a PKCS12 store in a form that the JVM can read,"
            + " not one ";
    private static final String CONVERT_STORE = " (`openssl pkcs12 -nodes -in store.p12 -out all.pem && openssl pkcs12 -export"
            + " -in all.pem -out converted.p12` converts it)";

    private static KeySettings pem(Identity identity, String key) {
        return new KeySettings(StoreType.PEM, null, key, identity.chainPem(), SECRET, null);
    }

    private static KeySettings pkcs12(byte[] store) {
        return new KeySettings(StoreType.PKCS12, null, StoreVariants.base64(store), null, null, SECRET);
    }

    static Stream<Arguments> readable() {
        return Stream.of(
                Arguments.of("PKCS#8", RSA, pem(RSA, RSA.keyPem())),
                Arguments.of("PKCS#1", RSA, pem(RSA, RSA.traditionalKeyPem())),
                Arguments.of("SEC 1", EC, pem(EC, EC.traditionalKeyPem())),
                Arguments.of("PBES2, AES-128", RSA, pem(RSA, RSA_FORMS.pkcs8(PKCS8Generator.AES_128_CBC))),
                Arguments.of("PBES2, AES-256", EC, pem(EC, EC_FORMS.pkcs8(PKCS8Generator.AES_256_CBC))),
                Arguments.of("PBES1, 3DES", RSA, pem(RSA, RSA_FORMS.pkcs8(PKCS8Generator.PBE_SHA1_3DES))),
                Arguments.of("PBES1, RC2", RSA, pem(RSA, RSA_FORMS.pkcs8(PKCS8Generator.PBE_SHA1_RC2_40))),
                Arguments.of("PKCS12, 3DES and RC2 as older tools encrypt", RSA, pkcs12(RSA_FORMS.pkcs12(
                        PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC,
                        PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC2_CBC))),
                Arguments.of("PKCS12, AES-256", EC, pkcs12(EC_FORMS.pkcs12(OtherForms.AES_256, OtherForms.AES_256))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readable")
    void formIsRead(String form, Identity identity, KeySettings settings) {
        X509KeyManager manager = (X509KeyManager) ClientKeys.load(settings).getKeyManagers()[0];
        String alias = manager.getClientAliases(identity.certificate().getPublicKey().getAlgorithm(), null)[0];
        assertThat(manager.getPrivateKey(alias)).isEqualTo(identity.key());
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(pem(RSA, RSA_FORMS.encryptedTraditionalKey()),
                        KEY + "an encrypted PKCS#1 key (`Proc-Type: 4,ENCRYPTED`)" + CONVERT_KEY),
                Arguments.of(pem(EC, EC_FORMS.encryptedTraditionalKey()),
                        KEY + "an encrypted SEC 1 key (`Proc-Type: 4,ENCRYPTED`)" + CONVERT_KEY),
                Arguments.of(pem(RSA, RSA_FORMS.pkcs8WithScrypt()), KEY + "PKCS#8 encrypted with scrypt" + CONVERT_KEY),
                Arguments.of(pem(RSA, RSA_FORMS.pkcs8(PKCS8Generator.DES3_CBC)),
                        KEY + "PKCS#8 encrypted with 3DES (PBES2)" + CONVERT_KEY),
                Arguments.of(pem(RSA, RSA_FORMS.pkcs8(PKCS8Generator.AES_192_CBC)),
                        KEY + "PKCS#8 encrypted with AES-192" + CONVERT_KEY),
                Arguments.of(pem(RSA, "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n"),
                        KEY + "that of OpenSSH (`ssh-keygen -p -m PKCS8 -f key.pem` converts it)"),
                Arguments.of(pkcs12(RSA_FORMS.pkcs12WithoutEncryption()),
                        STORE + "whose private key is not encrypted" + CONVERT_STORE),
                Arguments.of(pkcs12(RSA_FORMS.pkcs12(PKCSObjectIdentifiers.des_EDE3_CBC, OtherForms.AES_256)),
                        STORE + "encrypted with 3DES (PBES2)" + CONVERT_STORE),
                Arguments.of(pkcs12(RSA_FORMS.pkcs12(OtherForms.AES_256, NISTObjectIdentifiers.id_aes192_CBC)),
                        STORE + "encrypted with AES-192" + CONVERT_STORE));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unreadable")
    void otherFormIsNamedWithItsConversion(KeySettings settings, String message) {
        assertThatThrownBy(() -> ClientKeys.load(settings)).hasMessage(message)
                .satisfies(e -> assertThat(e.toString()).doesNotContain(SECRET));
    }

    @Test
    void brokenStoreIsNotTakenForAnotherForm() {
        byte[] broken = new byte[100];
        System.arraycopy(RSA.pkcs12(SECRET), 0, broken, 0, broken.length);
        assertThatThrownBy(() -> ClientKeys.load(pkcs12(broken)))
                .hasMessage("attribute `ssl.keystore.key` must hold a PKCS12 store");
    }

    @Test
    void brokenEncryptedKeyIsNotTakenForAnotherForm() {
        assertThatThrownBy(() -> ClientKeys.load(pem(RSA, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIA\n-----END ENCRYPTED"
                + " PRIVATE KEY-----\n"))).hasMessage("attribute `ssl.keystore.key-password` must be the password of the"
                        + " private key");
    }
}
