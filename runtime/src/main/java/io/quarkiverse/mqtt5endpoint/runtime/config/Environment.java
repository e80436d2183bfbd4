package io.quarkiverse.mqtt5endpoint.runtime.config;

import java.util.Optional;

import org.eclipse.microprofile.config.Config;

import io.quarkus.runtime.LaunchMode;

/**
 * What the application runs in, as far as defaults depend on it.
 *
 * @param application the application's name; empty if it has none
 * @param devOrTest whether this is development or a test, where nobody wants to wait for an orderly stop
 * @param heap bytes
 */
public record Environment(Optional<String> application, boolean devOrTest, long heap, GeneratedIds generatedIds) {

    private static final int SHUTDOWN_TIMEOUT = 10;
    private static final int PART_OF_HEAP = 10;

    public static Environment of(Config application, GeneratedIds generatedIds) {
        return new Environment(application.getOptionalValue("quarkus.application.name", String.class),
                LaunchMode.current().isDevOrTest(), Runtime.getRuntime().maxMemory(), generatedIds);
    }

    /** In seconds. */
    int shutdownTimeout() {
        return devOrTest ? 0 : SHUTDOWN_TIMEOUT;
    }

    long maxBufferedBytes() {
        return Math.max(1, heap / PART_OF_HEAP);
    }
}
