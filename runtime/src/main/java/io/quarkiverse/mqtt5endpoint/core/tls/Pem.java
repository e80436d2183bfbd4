package io.quarkiverse.mqtt5endpoint.core.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.smallrye.certs.pem.parsers.EncryptedPKCS8Parser;
import io.smallrye.certs.pem.parsers.PKCS1Parser;
import io.smallrye.certs.pem.parsers.PKCS8Parser;
import io.vertx.core.VertxException;
import io.vertx.core.net.impl.pkcs1.PrivateKeyParser;

/** The blocks of a PEM text, without what stands between them. */
record Pem(List<Block> blocks) {

    private static final String BEGIN = "-----BEGIN ";
    private static final Pattern BLOCK = Pattern
            .compile(BEGIN + "([A-Z0-9 ]+)-----([^-]*(?:-[^-]+)*)-----END \\1-----");
    private static final String SEC1 = "EC PRIVATE KEY";
    static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

    /** One line of base64 under its label; behind its headers, if it is a key that is encrypted as older tools do. */
    record Block(String label, String base64) {

        boolean isEncryptedByHeader() {
            return base64.startsWith("Proc-Type:4,ENCRYPTED");
        }

        boolean isCertificate() {
            return label.equals("CERTIFICATE");
        }

        String text() {
            return BEGIN + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
        }

        /** Shows nothing of a key. */
        @Override
        public String toString() {
            return label;
        }
    }

    static boolean looksLike(String text) {
        return text.contains(BEGIN);
    }

    /** Line breaks may have got lost, or have become two characters, on the way through the environment. */
    static Pem of(String text) {
        return new Pem(BLOCK.matcher(text).results()
                .map(block -> new Block(block.group(1), block.group(2).replaceAll("\\s|\\\\[rn]", "")))
                .toList());
    }

    List<X509Certificate> certificates() throws CertificateException {
        byte[] text = text(Block::isCertificate).getBytes(StandardCharsets.US_ASCII);
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text)).stream()
                .map(X509Certificate.class::cast).toList();
    }

    boolean hasEncryptedKey() {
        return find(ENCRYPTED).isPresent();
    }

    Optional<Block> find(String label) {
        return blocks.stream().filter(block -> block.label().equals(label)).findFirst();
    }

    /**
     * The private key; empty where there is none, or none that can be read.
     *
     * @param password {@code null} for none
     */
    Optional<PrivateKey> key(String password) {
        String text = text(block -> !block.isCertificate());
        return Stream.of(new PKCS8Parser(), new EncryptedPKCS8Parser(), new PKCS1Parser())
                .map(parser -> parser.getKey(text, password)).filter(Objects::nonNull).findFirst().or(this::sec1Key);
    }

    private Optional<PrivateKey> sec1Key() {
        return find(SEC1).map(Pem::sec1Key);
    }

    private static PrivateKey sec1Key(Block block) {
        try {
            return KeyFactory.getInstance("EC")
                    .generatePrivate(PrivateKeyParser.getECKeySpec(Base64.getDecoder().decode(block.base64())));
        } catch (GeneralSecurityException | VertxException | IllegalArgumentException unreadable) {
            return null;
        }
    }

    private String text(Predicate<Block> wanted) {
        return blocks.stream().filter(wanted).map(Block::text).collect(Collectors.joining());
    }
}
