package io.quarkiverse.mqtt5endpoint.core.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import io.quarkiverse.mqtt5endpoint.core.settings.KeySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.StoreType;
import io.quarkiverse.mqtt5endpoint.core.settings.TrustSettings;
import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.Identity;

/** The ways to write down whom to trust and who one is. */
public record StoreVariants(Path directory) {

    public static final String PASSWORD = "open-sesame";
    public static final String KEY_PASSWORD = "another-secret";

    /** Where a store is. */
    public enum Place {
        LOCATION,
        INLINE_BASE64,
        INLINE_TEXT
    }

    public TrustSettings trust(StoreType type, Place place, CertificateAuthority authority) {
        byte[] content = switch (type) {
            case PEM -> utf8(CertificateAuthority.pem(authority));
            case JKS -> authority.jks(PASSWORD);
            case PKCS12 -> authority.pkcs12(PASSWORD);
            case NONE -> throw new IllegalArgumentException();
        };
        return new TrustSettings(type, location(place, content), inline(place, content),
                type == StoreType.PEM ? null : PASSWORD);
    }

    /** PEM is encrypted, and has key and chain in one. In JKS the entry has a password of its own. */
    public KeySettings key(StoreType type, Place place, Identity identity) {
        byte[] content = switch (type) {
            case PEM -> utf8(identity.chainPem() + identity.encryptedKeyPem(KEY_PASSWORD));
            case JKS -> identity.jks(PASSWORD, KEY_PASSWORD);
            case PKCS12 -> identity.pkcs12(PASSWORD);
            case NONE -> throw new IllegalArgumentException();
        };
        return new KeySettings(type, location(place, content), inline(place, content), null,
                type == StoreType.PKCS12 ? null : KEY_PASSWORD, type == StoreType.PEM ? null : PASSWORD);
    }

    public TrustSettings trust(CertificateAuthority authority) {
        return trust(StoreType.PEM, Place.INLINE_TEXT, authority);
    }

    public KeySettings key(Identity identity) {
        return key(StoreType.PKCS12, Place.INLINE_BASE64, identity);
    }

    private String location(Place place, byte[] content) {
        return place == Place.LOCATION ? file(content) : null;
    }

    private static String inline(Place place, byte[] content) {
        return switch (place) {
            case LOCATION -> null;
            case INLINE_BASE64 -> base64(content);
            case INLINE_TEXT -> new String(content, StandardCharsets.UTF_8);
        };
    }

    String file(String content) {
        return file(utf8(content));
    }

    String file(byte[] content) {
        try {
            return Files.write(Files.createTempFile(directory, "store", ""), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }

    static String base64(String content) {
        return base64(utf8(content));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
