package io.quarkiverse.mqtt5endpoint.core.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;

import javax.net.ssl.KeyManagerFactory;

/** What private keys have in common wherever they come from. */
final class PrivateKeys {

    private static final byte[] ANYTHING = "anything".getBytes(StandardCharsets.US_ASCII);

    private PrivateKeys() {
    }

    static KeyManagerFactory factory(KeyStore store, char[] password) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory;
    }

    /** Whether what the private key signs can be verified with the public key. */
    static boolean fit(PrivateKey key, PublicKey publicKey) {
        if (key instanceof RSAKey one && publicKey instanceof RSAKey other) {
            return one.getModulus().equals(other.getModulus());
        }
        String algorithm = key.getAlgorithm();
        try {
            Signature signature = Signature.getInstance(algorithm.equals("EC") ? "SHA256withECDSA" : algorithm);
            signature.initSign(key);
            signature.update(ANYTHING);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(ANYTHING);
            return signature.verify(signed);
        } catch (GeneralSecurityException otherAlgorithmOrCurve) {
            return false;
        }
    }
}
