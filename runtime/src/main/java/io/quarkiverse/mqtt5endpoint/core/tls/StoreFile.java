package io.quarkiverse.mqtt5endpoint.core.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;

import io.quarkiverse.mqtt5endpoint.core.settings.StoreType;

/** Opens JKS and PKCS12 stores. */
final class StoreFile {

    private StoreFile() {
    }

    /**
     * @param prefix of the attributes' names
     * @param password {@code null} for none
     */
    static KeyStore open(String prefix, StoreType type, Material material, String password) {
        try {
            KeyStore store = KeyStore.getInstance(type.name());
            store.load(new ByteArrayInputStream(material.bytes()), password(type, password));
            return store;
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw Material.refuseSecret(prefix + "password", "be the password of the store", e);
            }
            throw material.refuse(StoreForm.refusal("a " + type.name() + " store", material.bytes()), e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw material.refuse("hold a " + type.name() + " store that can be read", e);
        }
    }

    /** Without a password, a JKS store is not checked; in a PKCS12 store it may be the empty one. */
    static char[] password(StoreType type, String password) {
        return password != null ? password.toCharArray() : type == StoreType.PKCS12 ? new char[0] : null;
    }
}
