package io.quarkiverse.mqtt5endpoint.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Artemis reads to speak TLS. */
record ArtemisTls(ServerTls tls) {

    private static final String PASSWORD = "in-this-test-only";

    /** Writes the stores, and says what the acceptor's options need. */
    Map<String, String> options(Path directory) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("sslEnabled", "true");
        options.put("keyStorePath", file(directory, "server.p12", tls.identity().pkcs12(PASSWORD)));
        options.put("keyStoreType", "PKCS12");
        options.put("keyStorePassword", PASSWORD);
        if (tls.asksForCertificate()) {
            options.put("needClientAuth", "true");
            options.put("trustStorePath", file(directory, "clients.p12", tls.trustStore(PASSWORD)));
            options.put("trustStoreType", "PKCS12");
            options.put("trustStorePassword", PASSWORD);
        }
        if (!tls.protocols().isEmpty()) {
            options.put("enabledProtocols", String.join(",", tls.protocols()));
        }
        return options;
    }

    private static String file(Path directory, String name, byte[] content) {
        try {
            return Files.write(directory.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
