package io.quarkiverse.mqtt5endpoint.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * How a {@link MqttCompanion} proves who it is, and whom it trusts.
 *
 * @param identity {@code null} for a client without a certificate
 */
record ClientTls(CertificateAuthority trusted, Identity identity) {

    private static final String PASSWORD = "in-this-test-only";

    SSLSocketFactory sockets() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(open(trusted.pkcs12(PASSWORD)));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No TLS for a client", e);
        }
    }

    private KeyManager[] keys() throws GeneralSecurityException {
        if (identity == null) {
            return null;
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(open(identity.pkcs12(PASSWORD)), PASSWORD.toCharArray());
        return keys.getKeyManagers();
    }

    private static KeyStore open(byte[] pkcs12) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(pkcs12), PASSWORD.toCharArray());
            return store;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
