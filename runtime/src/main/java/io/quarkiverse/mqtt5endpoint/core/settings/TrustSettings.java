package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.Set;

/**
 * Whom the client trusts.
 *
 * @param type {@code null} for unset; like {@link StoreType#NONE} that means the trust store of the JVM
 * @param location a file or a class path resource; {@code null} for inline
 * @param certificates the same content, as PEM or as base64; {@code null} for a location
 * @param password of the store; {@code null} for none
 */
public record TrustSettings(StoreType type, String location, String certificates, String password) {

    public static final String PREFIX = "ssl.truststore.";
    public static final TrustSettings JVM = new TrustSettings(null, null, null, null);

    public TrustSettings {
        StoreRules rules = new StoreRules(PREFIX, type);
        rules.checkSource(location, "certificates", certificates);
        rules.checkBelongs("password", password, Set.of(StoreType.JKS, StoreType.PKCS12));
    }

    /** Whether nothing but the trust store of the JVM is asked for. */
    public boolean isJvm() {
        return type == null || type == StoreType.NONE;
    }

    /** Shows neither the password nor the content. */
    @Override
    public String toString() {
        return isJvm() ? "JVM" : type + (location == null ? " inline" : " at " + location);
    }
}
