package io.quarkiverse.mqtt5endpoint.core.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;

import io.quarkiverse.mqtt5endpoint.core.settings.KeySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.StoreType;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/**
 * A private key and its certificates from PEM.
 *
 * @param material with the key, and with the certificates where no chain is set
 */
record PemKeys(KeySettings settings, Material material) {

    private static final String CHAIN = KeySettings.PREFIX + "certificate-chain";
    private static final String KEY_PASSWORD = KeySettings.PREFIX + "key-password";
    private static final char[] IN_MEMORY_ONLY = "in memory only".toCharArray();

    KeyManagerFactory load() throws GeneralSecurityException, IOException {
        PrivateKey key = key();
        Material source = chainSource();
        List<X509Certificate> chain = source.certificates();
        if (!PrivateKeys.fit(key, chain.get(0).getPublicKey())) {
            throw source.refuse("begin with the certificate of the private key", null);
        }
        KeyStore store = KeyStore.getInstance(StoreType.PKCS12.name());
        store.load(null, null);
        try {
            store.setKeyEntry("client", key, IN_MEMORY_ONLY, chain.toArray(X509Certificate[]::new));
        } catch (KeyStoreException e) {
            throw source.refuse("have the certificates in order, each signed by the next", e);
        }
        return PrivateKeys.factory(store, IN_MEMORY_ONLY);
    }

    private PrivateKey key() {
        Pem pem = material.pem();
        return pem.key(settings.keyPassword()).orElseThrow(() -> KeyForm.unreadable(pem)
                .map(form -> material.refuse(form.insteadOf("a private key"), null)).orElseGet(() -> unreadable(pem)));
    }

    private InvalidAttributeException unreadable(Pem pem) {
        if (!pem.hasEncryptedKey()) {
            return material.refuse("hold a private key in PEM, as PKCS#8", null);
        }
        return Material.refuseSecret(KEY_PASSWORD, settings.keyPassword() == null
                ? "be set, as the private key is encrypted"
                : "be the password of the private key", null);
    }

    private Material chainSource() {
        if (settings.certificateChain() != null) {
            return Material.inlineOrAt(CHAIN, settings.certificateChain());
        }
        if (material.pem().blocks().stream().noneMatch(Pem.Block::isCertificate)) {
            throw Material.refuseSecret(CHAIN, "be set, as there is no certificate alongside the private key", null);
        }
        return material;
    }
}
