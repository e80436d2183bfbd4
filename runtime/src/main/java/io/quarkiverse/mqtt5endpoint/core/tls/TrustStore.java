package io.quarkiverse.mqtt5endpoint.core.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;

import javax.net.ssl.TrustManagerFactory;

import io.quarkiverse.mqtt5endpoint.core.settings.StoreType;
import io.quarkiverse.mqtt5endpoint.core.settings.TrustSettings;

/** Whom the client trusts. */
public final class TrustStore {

    private TrustStore() {
    }

    /** Never {@code null}: reading the JVM's own trust store is not left to the event loop. */
    public static TrustManagerFactory load(TrustSettings settings) {
        try {
            return factory(settings.isJvm() ? null : store(settings));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JVM cannot make a trust store", e);
        }
    }

    public static TrustManagerFactory factory(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyStore store(TrustSettings settings) throws GeneralSecurityException, IOException {
        Material material = Material.of(TrustSettings.PREFIX, settings.location(), "certificates", settings.certificates());
        if (settings.type() == StoreType.PEM) {
            return of(material.certificates());
        }
        KeyStore store = StoreFile.open(TrustSettings.PREFIX, settings.type(), material, settings.password());
        if (!hasCertificate(store)) {
            throw material.refuse("hold at least one trusted certificate, as `keytool -importcert` puts it there", null);
        }
        return store;
    }

    private static KeyStore of(List<X509Certificate> certificates) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(StoreType.PKCS12.name());
        store.load(null, null);
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
        return store;
    }

    private static boolean hasCertificate(KeyStore store) throws KeyStoreException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.getCertificate(alias) != null) {
                return true;
            }
        }
        return false;
    }
}
