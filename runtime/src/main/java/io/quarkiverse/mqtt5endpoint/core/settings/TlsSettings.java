package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.LinkedHashMap;
import java.util.Map;

import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/**
 * Whether a connection is encrypted, and how.
 *
 * @param verifyHost whether the certificate must name the host; its chain is checked in any case
 * @param configurationName a configuration of the TLS registry, which then has all the rest; {@code null} for none
 */
public record TlsSettings(boolean enabled, boolean verifyHost, TrustSettings trust, KeySettings key,
        String configurationName) {

    public static final TlsSettings OFF = new TlsSettings(false, true, TrustSettings.JVM, KeySettings.NONE, null);

    /** What is not used makes no difference. */
    public TlsSettings {
        trust = trust.isJvm() ? TrustSettings.JVM : trust;
        key = key.isNone() ? KeySettings.NONE : key;
        check(enabled, verifyHost ? null : false, trust.isJvm() ? null : trust.type(), key.isNone() ? null : key.type(),
                configurationName);
    }

    /**
     * From the attributes as they are configured. TLS is on where any of them is set.
     *
     * @param ssl {@code null} for unset
     * @param hostnameVerifier {@code null} for unset
     * @param configurationName {@code null} for unset
     */
    public static TlsSettings of(Boolean ssl, Boolean hostnameVerifier, TrustSettings trust, KeySettings key,
            String configurationName) {
        check(ssl, hostnameVerifier, trust.type(), key.type(), configurationName);
        boolean enabled = Boolean.TRUE.equals(ssl) || configurationName != null
                || other(hostnameVerifier, trust.type(), key.type()) != null;
        return new TlsSettings(enabled, !Boolean.FALSE.equals(hostnameVerifier), trust, key, configurationName);
    }

    private static void check(Boolean ssl, Boolean hostnameVerifier, StoreType trust, StoreType key, String configurationName) {
        String other = other(hostnameVerifier, trust, key);
        if (configurationName != null && other != null) {
            throw new InvalidAttributeException("tls-configuration-name", configurationName,
                    "not be set together with `" + other + "`");
        }
        String reason = configurationName == null ? other : "tls-configuration-name";
        if (Boolean.FALSE.equals(ssl) && reason != null) {
            throw new InvalidAttributeException("ssl", ssl, "not be `false` where `" + reason + "` is set");
        }
    }

    /** One of the `ssl.*` attributes that are set. No other is without a type. */
    private static String other(Boolean hostnameVerifier, StoreType trust, StoreType key) {
        return hostnameVerifier != null ? "ssl.hostname-verifier"
                : trust != null ? TrustSettings.PREFIX + "type" : key != null ? KeySettings.PREFIX + "type" : null;
    }

    /** Refuses a connection without TLS where the channel asks for one. */
    public void checkRequired(boolean requireTls) {
        if (requireTls && !enabled) {
            throw new InvalidAttributeException("require-tls", true,
                    "be `false` without TLS (set `ssl` to `true`, or `tls-configuration-name`)");
        }
    }

    /** Each attribute with its value, in the order of the reference. */
    Map<String, Object> byAttribute() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("ssl", enabled);
        values.put("ssl.hostname-verifier", verifyHost);
        values.put(TrustSettings.PREFIX + "type", trust.type());
        values.put(TrustSettings.PREFIX + "location", trust.location());
        values.put(TrustSettings.PREFIX + "certificates", trust.certificates());
        values.put(TrustSettings.PREFIX + "password", trust.password());
        values.put(KeySettings.PREFIX + "type", key.type());
        values.put(KeySettings.PREFIX + "location", key.location());
        values.put(KeySettings.PREFIX + "certificate-chain", key.certificateChain());
        values.put(KeySettings.PREFIX + "key", key.key());
        values.put(KeySettings.PREFIX + "key-password", key.keyPassword());
        values.put(KeySettings.PREFIX + "password", key.password());
        values.put("tls-configuration-name", configurationName);
        return values;
    }
}
