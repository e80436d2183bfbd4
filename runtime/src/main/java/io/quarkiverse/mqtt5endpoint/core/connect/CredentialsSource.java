package io.quarkiverse.mqtt5endpoint.core.connect;

import java.util.concurrent.CompletionStage;

import io.quarkiverse.mqtt5endpoint.core.settings.Credentials;

/** Asked before each attempt to connect, as what it gives may expire. */
@FunctionalInterface
public interface CredentialsSource {

    /**
     * Any thread may call, and any thread may complete. Must not block.
     *
     * @return fails where there are none
     */
    CompletionStage<Credentials> get();
}
