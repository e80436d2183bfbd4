package io.quarkiverse.mqtt5endpoint.core.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/** What an attribute brings, and how to say what is wrong with it. */
final class Material {

    private final String attribute;
    private final String path;
    private final byte[] bytes;

    /**
     * @param path where it was read; {@code null} for content of the configuration, which is never shown
     */
    private Material(String attribute, String path, byte[] bytes) {
        this.attribute = attribute;
        this.path = path;
        this.bytes = bytes;
    }

    /** What is at a location, or else in an attribute. One of them is {@code null}. */
    static Material of(String prefix, String location, String inlineName, String inline) {
        return location == null ? inline(prefix + inlineName, inline) : at(prefix + "location", location, location);
    }

    /** Takes PEM as it is or in base64, all else as a path. */
    static Material inlineOrAt(String attribute, String value) {
        byte[] decoded = decode(value);
        boolean inline = Pem.looksLike(value) || decoded != null && Pem.looksLike(text(decoded));
        // What could be base64 could be a key.
        return inline ? inline(attribute, value) : at(attribute, value, decoded == null ? value : null);
    }

    private static Material at(String attribute, String path, String shown) {
        try {
            return new Material(attribute, path, read(Path.of(path)));
        } catch (UncheckedIOException | InvalidPathException e) {
            throw refuse(attribute, shown, "be the path of a file that can be read, or of a class path resource",
                    shown == null ? null : e);
        }
    }

    /** A file, or else a class path resource. */
    private static byte[] read(Path path) {
        String resource = path.toString().replace('\\', '/').replaceFirst("^/+", "");
        try (InputStream found = Files.exists(path) ? null
                : Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            return found == null ? Files.readAllBytes(path) : found.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Material inline(String attribute, String content) {
        byte[] bytes = Pem.looksLike(content) ? content.getBytes(StandardCharsets.UTF_8) : decode(content);
        if (bytes == null) {
            throw refuse(attribute, null, "be PEM or base64", null);
        }
        return new Material(attribute, null, bytes);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return bytes;
    }

    Pem pem() {
        return Pem.of(text(bytes));
    }

    /** At least one certificate, from PEM. */
    List<X509Certificate> certificates() {
        try {
            List<X509Certificate> certificates = pem().certificates();
            if (certificates.isEmpty()) {
                throw refuse("hold at least one certificate in PEM", null);
            }
            return certificates;
        } catch (CertificateException e) {
            throw refuse("hold certificates that can be read", e);
        }
    }

    /**
     * @param must what would be right, to follow "must"
     * @param cause {@code null} for none
     */
    InvalidAttributeException refuse(String must, Exception cause) {
        return refuse(attribute, path, must, cause);
    }

    /** Blames an attribute whose value is a secret. */
    static InvalidAttributeException refuseSecret(String attribute, String must, Exception cause) {
        return refuse(attribute, null, must, cause);
    }

    static InvalidAttributeException refuse(String attribute, String found, String must, Exception cause) {
        return new InvalidAttributeException(attribute, found, must, cause);
    }
}
