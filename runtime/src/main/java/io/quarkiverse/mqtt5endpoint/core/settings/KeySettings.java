package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.Set;

/**
 * How the client proves who it is.
 *
 * @param type {@code null} for unset; like {@link StoreType#NONE} that means no client certificate
 * @param location a file or a class path resource with the key; {@code null} for inline
 * @param key the same content, as PEM or as base64; {@code null} for a location
 * @param certificateChain PEM, base64 of it, a file or a class path resource; {@code null} where it is beside the key
 * @param keyPassword of the key itself; {@code null} where it has none, or the store's
 * @param password of the store; {@code null} for none
 */
public record KeySettings(StoreType type, String location, String key, String certificateChain, String keyPassword,
        String password) {

    public static final String PREFIX = "ssl.keystore.";
    public static final KeySettings NONE = new KeySettings(null, null, null, null, null, null);

    public KeySettings {
        StoreRules rules = new StoreRules(PREFIX, type);
        rules.checkSource(location, "key", key);
        rules.checkBelongs("certificate-chain", certificateChain, Set.of(StoreType.PEM));
        rules.checkBelongs("key-password", keyPassword);
        rules.checkBelongs("password", password, Set.of(StoreType.JKS, StoreType.PKCS12));
    }

    public boolean isNone() {
        return type == null || type == StoreType.NONE;
    }

    /** Shows neither passwords nor content. */
    @Override
    public String toString() {
        return isNone() ? "none" : type + (location == null ? " inline" : " at " + location);
    }
}
