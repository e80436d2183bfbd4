package io.quarkiverse.mqtt5endpoint.interoperability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.ServerTls;

class ArtemisFourChoicesTest extends FourChoices {

    @Override
    MqttServer start(ServerTls tls, boolean authentication, Path directory) {
        ArtemisServer.Builder builder = ArtemisServer.builder();
        if (tls != null) {
            builder.tls(tls, created(directory));
        }
        if (authentication) {
            builder.credentials(SecurityExamples.USER, SecurityExamples.PASSWORD);
        }
        return builder.start();
    }

    private static Path created(Path directory) {
        try {
            return Files.createDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
