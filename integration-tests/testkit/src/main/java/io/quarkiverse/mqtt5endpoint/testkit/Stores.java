package io.quarkiverse.mqtt5endpoint.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** Key stores and trust stores as bytes. */
final class Stores {

    /** Puts entries into a store. */
    interface Entries {

        void put(KeyStore store) throws GeneralSecurityException;
    }

    private Stores() {
    }

    static byte[] store(String type, String password, Entries entries) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            entries.put(store);
            store.store(bytes, password.toCharArray());
            return bytes.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("No " + type + " store", e);
        }
    }
}
