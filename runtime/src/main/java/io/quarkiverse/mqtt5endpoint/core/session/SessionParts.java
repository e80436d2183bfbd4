package io.quarkiverse.mqtt5endpoint.core.session;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.quarkiverse.mqtt5endpoint.core.connect.AddressResolver;
import io.quarkiverse.mqtt5endpoint.core.connect.CredentialsSource;
import io.quarkiverse.mqtt5endpoint.core.connect.TlsSource;
import io.quarkiverse.mqtt5endpoint.core.engine.EngineSource;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;

/**
 * What a session is made with in addition to its settings. On a shared connection that of its first channel counts, and
 * the engines of the alphabetically first one.
 *
 * @param loop makes the loop on which the session lives
 * @param engines makes the engines of a session, whose name is given for the log
 * @param credentials {@code null} for none but those of the settings
 * @param blocking where the application's code, and files, may take their time
 */
public record SessionParts(Supplier<Loop> loop, Engines engines, AddressResolver addresses, CredentialsSource credentials,
        TlsSource tls, Executor blocking) {

    /** Makes the engines of one session. */
    @FunctionalInterface
    public interface Engines {

        /**
         * @param name whose session it is, for the log
         */
        EngineSource on(Supplier<String> name, Loop loop);
    }
}
