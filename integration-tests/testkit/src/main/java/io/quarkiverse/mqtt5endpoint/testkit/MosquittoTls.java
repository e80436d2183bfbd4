package io.quarkiverse.mqtt5endpoint.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What Mosquitto reads to speak TLS. It speaks one version, or all. */
record MosquittoTls(ServerTls tls) {

    /** Writes the files, and says what the listener's configuration needs. */
    List<String> configuration(Path directory) {
        List<String> lines = new ArrayList<>(List.of(
                "certfile " + file(directory, "server.pem", tls.identity().chainPem()),
                "keyfile " + file(directory, "server.key", tls.identity().keyPem())));
        if (tls.asksForCertificate()) {
            lines.add("cafile " + file(directory, "clients.pem", tls.clientsPem()));
            lines.add("require_certificate true");
        }
        if (tls.protocols().size() == 1) {
            lines.add("tls_version " + tls.protocols().get(0).toLowerCase(Locale.ROOT));
        }
        return lines;
    }

    private static Path file(Path directory, String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
