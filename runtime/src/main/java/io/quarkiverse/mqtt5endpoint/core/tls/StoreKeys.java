package io.quarkiverse.mqtt5endpoint.core.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;

import io.quarkiverse.mqtt5endpoint.core.settings.KeySettings;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/** Private keys and their certificates from a JKS or PKCS12 store. */
record StoreKeys(KeySettings settings, Material material) {

    KeyManagerFactory load() throws GeneralSecurityException {
        KeyStore store = StoreFile.open(KeySettings.PREFIX, settings.type(), material, settings.password());
        char[] password = settings.keyPassword() != null ? settings.keyPassword().toCharArray()
                : StoreFile.password(settings.type(), settings.password());
        try {
            check(store, password);
            return PrivateKeys.factory(store, password);
        } catch (UnrecoverableKeyException e) {
            throw e.getCause() instanceof IOException ? unknownForm(e) : wrongPassword(e);
        }
    }

    private void check(KeyStore store, char[] password) throws GeneralSecurityException {
        List<String> aliases = Collections.list(store.aliases());
        boolean empty = true;
        for (String alias : aliases) {
            if (store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)) {
                checkFit((PrivateKey) store.getKey(alias, password), store.getCertificate(alias));
                empty = false;
            }
        }
        if (empty) {
            throw material.refuse(StoreForm.unencrypted(material.bytes()).map(form -> form.insteadOf(wanted()))
                    .orElse("hold a private key"), null);
        }
    }

    private InvalidAttributeException unknownForm(UnrecoverableKeyException cause) {
        return material.refuse(StoreForm.refusal(wanted(), material.bytes()), cause);
    }

    private String wanted() {
        return "a " + settings.type().name() + " store";
    }

    private void checkFit(PrivateKey key, Certificate certificate) {
        if (certificate == null || !PrivateKeys.fit(key, certificate.getPublicKey())) {
            throw material.refuse("hold the certificate that belongs to the private key", null);
        }
    }

    private InvalidAttributeException wrongPassword(UnrecoverableKeyException cause) {
        if (settings.keyPassword() != null) {
            return Material.refuseSecret(KeySettings.PREFIX + "key-password", "be the password of the private key in the store",
                    cause);
        }
        return settings.password() == null
                ? Material.refuseSecret(KeySettings.PREFIX + "password", "be set, as the private key is protected", cause)
                : Material.refuseSecret(KeySettings.PREFIX + "key-password",
                        "be set, as the password of the store is not that of the private key", cause);
    }
}
