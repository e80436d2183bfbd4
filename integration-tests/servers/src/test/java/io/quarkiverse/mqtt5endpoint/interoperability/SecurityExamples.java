package io.quarkiverse.mqtt5endpoint.interoperability;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Properties;

import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;
import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.Identity;

/** The configurations that the documentation shows, by the names of their regions, with files and secrets. */
record SecurityExamples(Path directory) {

    static final String USER = "stock";
    static final String PASSWORD = "open-sesame";

    private static final String STORE_PASSWORD = "store-secret";
    private static final String KEY_PASSWORD = "key-secret";

    /** An application with all of these regions. It finds whom to trust and who it is at each of the usual places. */
    TestEndpoint configure(TestEndpoint app, CertificateAuthority trusted, Identity identity, String... regions) {
        app.property("MQTT_PASSWORD", PASSWORD).property("MQTT_STORE_PASSWORD", STORE_PASSWORD)
                .property("MQTT_KEY_PASSWORD", KEY_PASSWORD);
        write(trusted, identity);
        write(app, trusted, identity);
        for (String region : regions) {
            // Where the server is, the test knows.
            properties(region).forEach((name, value) -> {
                if (!name.toString().endsWith(".host")) {
                    app.property(name.toString(), value.toString());
                }
            });
        }
        return app;
    }

    /** Files at the usual places, over those that may be there. */
    void write(CertificateAuthority trusted, Identity identity) {
        write("ca.pem", utf8(CertificateAuthority.pem(trusted)));
        write("trusted.jks", trusted.jks(STORE_PASSWORD));
        write("trusted.p12", trusted.pkcs12(STORE_PASSWORD));
        write("client.key", utf8(identity.encryptedKeyPem(KEY_PASSWORD)));
        write("client.pem", utf8(identity.chainPem()));
        write("key-and-chain.pem", utf8(identity.keyPem() + identity.chainPem()));
        write("client.jks", identity.jks(STORE_PASSWORD, KEY_PASSWORD));
        write("client.p12", identity.pkcs12(STORE_PASSWORD));
    }

    private static void write(TestEndpoint app, CertificateAuthority trusted, Identity identity) {
        app.property("MQTT_CA_PEM", CertificateAuthority.pem(trusted))
                .property("MQTT_CA_JKS_BASE64", base64(trusted.jks(STORE_PASSWORD)))
                .property("MQTT_CA_P12_BASE64", base64(trusted.pkcs12(STORE_PASSWORD)))
                .property("MQTT_KEY_PEM", identity.encryptedKeyPem(KEY_PASSWORD))
                .property("MQTT_CHAIN_PEM", identity.chainPem())
                .property("MQTT_KEY_JKS_BASE64", base64(identity.jks(STORE_PASSWORD, KEY_PASSWORD)))
                .property("MQTT_KEY_P12_BASE64", base64(identity.pkcs12(STORE_PASSWORD)));
    }

    private Properties properties(String region) {
        String text = text();
        int begin = text.indexOf("# tag::" + region + "[]");
        int end = text.indexOf("# end::" + region + "[]");
        if (begin < 0 || end < 0) {
            throw new IllegalArgumentException("No region " + region);
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text.substring(begin, end).replace("/run/secrets", directory.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    static String text() {
        try (InputStream file = SecurityExamples.class.getResourceAsStream("/security-examples.properties")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, byte[] content) {
        try {
            Files.write(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }
}
