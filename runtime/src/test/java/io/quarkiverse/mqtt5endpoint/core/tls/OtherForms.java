package io.quarkiverse.mqtt5endpoint.core.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.security.cert.CertificateEncodingException;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.crypto.util.ScryptConfig;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemObjectGenerator;

import io.quarkiverse.mqtt5endpoint.testkit.Identity;

/** Keys and stores as various tools and options write them. */
final class OtherForms {

    static final ASN1ObjectIdentifier AES_256 = NISTObjectIdentifiers.id_aes256_CBC;
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private final Identity identity;
    private final char[] password;

    OtherForms(Identity identity, String password) {
        this.identity = identity;
        this.password = password.toCharArray();
    }

    /** PKCS#1 or SEC 1 with headers that say how it is encrypted. */
    String encryptedTraditionalKey() {
        try {
            return pem(new JcaMiscPEMGenerator(identity.key(),
                    new JcePEMEncryptorBuilder("AES-256-CBC").setProvider(PROVIDER).build(password)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String pkcs8WithScrypt() {
        try {
            ScryptConfig scrypt = new ScryptConfig.Builder(1024, 8, 1).withSaltLength(16).build();
            OutputEncryptor encryptor = new JcePKCSPBEOutputEncryptorBuilder(scrypt, AES_256).setProvider(PROVIDER)
                    .build(password);
            byte[] key = new JcaPKCS8EncryptedPrivateKeyInfoBuilder(identity.key()).build(encryptor).getEncoded();
            return pem(new PemObject("ENCRYPTED PRIVATE KEY", key));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param scheme a constant of {@link PKCS8Generator}
     */
    String pkcs8(ASN1ObjectIdentifier scheme) {
        try {
            return pem(new JcaPKCS8Generator(identity.key(),
                    new JceOpenSSLPKCS8EncryptorBuilder(scheme).setProvider(PROVIDER).setPassword(password).build()));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(PemObjectGenerator content) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        }
        return text.toString();
    }

    /** A store with an integrity check, and nothing in it that is encrypted. */
    byte[] pkcs12WithoutEncryption() {
        return pkcs12(bags -> bags.addData(new PKCS12SafeBagBuilder(PrivateKeyInfo.getInstance(identity.key().getEncoded()))
                .build()).addData(certificate()));
    }

    /**
     * A store whose key and certificate are encrypted.
     *
     * @param key how the key is encrypted
     * @param certificate how the certificate is encrypted
     */
    byte[] pkcs12(ASN1ObjectIdentifier key, ASN1ObjectIdentifier certificate) {
        return pkcs12(bags -> bags
                .addData(new PKCS12SafeBagBuilder(PrivateKeyInfo.getInstance(identity.key().getEncoded()), encryptor(key))
                        .build())
                .addEncryptedData(encryptor(certificate), certificate()));
    }

    private OutputEncryptor encryptor(ASN1ObjectIdentifier scheme) throws OperatorCreationException {
        return new JcePKCSPBEOutputEncryptorBuilder(scheme).setProvider(PROVIDER).build(password);
    }

    private PKCS12SafeBag certificate() throws IOException, CertificateEncodingException {
        return new PKCS12SafeBagBuilder(new JcaX509CertificateHolder(identity.certificate())).build();
    }

    private byte[] pkcs12(Bags bags) {
        try {
            return bags.addTo(new PKCS12PfxPduBuilder())
                    .build(new JcePKCS12MacCalculatorBuilder().setProvider(PROVIDER), password).getEncoded();
        } catch (IOException | CertificateEncodingException | OperatorCreationException | PKCSException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Bags {

        PKCS12PfxPduBuilder addTo(PKCS12PfxPduBuilder store)
                throws IOException, CertificateEncodingException, OperatorCreationException;
    }
}
