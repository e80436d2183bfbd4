package io.quarkiverse.mqtt5endpoint.core.settings;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * What may stand beside the type of a store.
 *
 * @param prefix of the attributes' names
 * @param type {@code null} for unset
 */
record StoreRules(String prefix, StoreType type) {

    private static final int LONGEST_PATH = 255;
    private static final byte DER_SEQUENCE = 0x30;
    private static final byte DER_LENGTH_IN_NEXT = (byte) 0x81;
    private static final Set<StoreType> ALL = Set.of(StoreType.PEM, StoreType.JKS, StoreType.PKCS12);

    boolean isNone() {
        return type == null || type == StoreType.NONE;
    }

    /** A store is in one place. */
    void checkSource(String location, String inline, String value) {
        checkBelongs("location", location);
        checkBelongs(inline, value);
        if (location != null && value != null) {
            throw attribute("location").wrong(path(location),
                    "not be set together with " + quoted(inline));
        }
        if (location == null && value == null && !isNone()) {
            throw attribute("location").wrong(null,
                    "be set, or " + quoted(inline) + ", if " + quoted("type") + " is " + type.quoted());
        }
        if (location != null && path(location) == null) {
            throw attribute("location").wrong(null,
                    "be the path of a file or of a class path resource, and not its content: that belongs to "
                            + quoted(inline));
        }
    }

    /** An attribute that every type has. */
    void checkBelongs(String name, String value) {
        checkBelongs(name, value, ALL);
    }

    /** An attribute that only these types have. Its value is never shown: it may be a secret. */
    void checkBelongs(String name, String value, Set<StoreType> types) {
        if (value == null) {
            return;
        }
        if (isNone()) {
            throw attribute("type").wrong(type,
                    "be `pem`, `jks` or `pkcs12` if " + quoted(name) + " is set");
        }
        if (!types.contains(type)) {
            throw attribute(name).wrong(null,
                    "not be set if " + quoted("type") + " is " + type.quoted());
        }
    }

    /** The path, unless somebody put the content there, which may be a key. */
    private static String path(String location) {
        return location.length() > LONGEST_PATH || location.contains("-----") || location.indexOf('\n') >= 0
                || isBase64(location) ? null : location;
    }

    /** Base64 of PEM, or of DER, which tells its own length: no path is that by chance. */
    private static boolean isBase64(String location) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(location);
        } catch (IllegalArgumentException no) {
            return false;
        }
        return new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN ") || bytes.length > 2
                && bytes[0] == DER_SEQUENCE && (bytes[1] == bytes.length - 2
                        || bytes[1] == DER_LENGTH_IN_NEXT && (bytes[2] & 0xFF) == bytes.length - 3);
    }

    private Attribute attribute(String name) {
        return AttributeCatalog.find(prefix + name).orElseThrow();
    }

    private String quoted(String name) {
        return "`" + prefix + name + "`";
    }
}
