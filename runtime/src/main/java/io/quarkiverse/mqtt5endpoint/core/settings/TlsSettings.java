package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether a connection is encrypted, and how.
 *
 * @param verifyHost whether the certificate must name the host; its chain is checked in any case
 * @param configurationName a configuration of the TLS registry, which then has all the rest; {@code null} for none
 */
public record TlsSettings(boolean enabled, boolean verifyHost, TrustSettings trust, KeySettings key,
        String configurationName) {

    private static final List<Attribute> DETAILS = List.of(Attribute.SSL_HOSTNAME_VERIFIER, Attribute.SSL_TRUSTSTORE_TYPE,
            Attribute.SSL_KEYSTORE_TYPE);

    public static final TlsSettings OFF = new TlsSettings(false, true, TrustSettings.JVM, KeySettings.NONE, null);

    /** What is not used makes no difference. */
    public TlsSettings {
        trust = trust.isJvm() ? TrustSettings.JVM : trust;
        key = key.isNone() ? KeySettings.NONE : key;
        check(enabled, set(verifyHost ? null : false, trust.isJvm() ? null : trust.type(), key.isNone() ? null : key.type()),
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
        Set<Attribute> set = set(hostnameVerifier, trust.type(), key.type());
        check(ssl, set, configurationName);
        return new TlsSettings(configurationName != null || isEnabled(ssl, set::contains),
                !Boolean.FALSE.equals(hostnameVerifier), trust, key, configurationName);
    }

    /**
     * Whether a connection uses TLS.
     *
     * @param ssl {@code null} for unset
     * @param isSet whether an attribute is set
     */
    public static boolean isEnabled(Boolean ssl, Predicate<Attribute> isSet) {
        return ssl == null ? isSet.test(Attribute.TLS_CONFIGURATION_NAME) || DETAILS.stream().anyMatch(isSet) : ssl;
    }

    private static void check(Boolean ssl, Set<Attribute> set, String configurationName) {
        Attribute other = DETAILS.stream().filter(set::contains).findFirst().orElse(null);
        if (configurationName != null && other != null) {
            throw Attribute.TLS_CONFIGURATION_NAME.wrong(configurationName,
                    "not be set together with `" + other.key() + "`");
        }
        Attribute reason = configurationName == null ? other : Attribute.TLS_CONFIGURATION_NAME;
        if (Boolean.FALSE.equals(ssl) && reason != null) {
            throw Attribute.SSL.wrong(ssl, "not be `false` if `" + reason.key() + "` is set");
        }
    }

    /** The details that are set. No other attribute of a store is without its type. */
    private static Set<Attribute> set(Boolean hostnameVerifier, StoreType trust, StoreType key) {
        Map<Attribute, Object> values = new EnumMap<>(Attribute.class);
        values.put(Attribute.SSL_HOSTNAME_VERIFIER, hostnameVerifier);
        values.put(Attribute.SSL_TRUSTSTORE_TYPE, trust);
        values.put(Attribute.SSL_KEYSTORE_TYPE, key);
        values.values().removeIf(Objects::isNull);
        return values.keySet();
    }

    /** Refuses a connection without TLS where the channel asks for one. */
    public void checkRequired(boolean requireTls) {
        if (requireTls && !enabled) {
            throw Attribute.REQUIRE_TLS.wrong(true,
                    "be `false` without TLS (set `ssl` to `true`, or `tls-configuration-name`)");
        }
    }
}
