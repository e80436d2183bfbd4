package io.quarkiverse.mqtt5endpoint.core.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;

/**
 * The application's part in enhanced authentication (MQTT 5, 4.12). On the loop only, except for {@link #method()} and
 * {@link Exchange#reauthenticateAfter()}.
 */
public interface Authentication {

    /** Any thread. */
    String method();

    /** How long the server may take for one step; zero for as long as a connect may. */
    Duration timeout();

    /** For a connection. */
    Exchange authenticate();

    /** Once more on a connection, as the client wants it. */
    Exchange reauthenticate();

    /**
     * Once more on a connection, as the server wants it.
     *
     * @param request empty for no data
     */
    Exchange reauthenticate(byte[] request);

    /** The steps of one authentication. Data that comes is empty for none, data that goes {@code null}. */
    interface Exchange {

        CompletionStage<byte[]> begin();

        CompletionStage<byte[]> respond(byte[] challenge);

        /** Whether the server is accepted, which has accepted the client. */
        CompletionStage<Boolean> verify(byte[] data);

        /**
         * After which time the client authenticates again on the same connection; empty for never. Asked on any thread, once
         * both sides are accepted.
         */
        Optional<Duration> reauthenticateAfter();

        /**
         * @param reasonString {@code null} for none
         */
        void rejected(Mqtt5ReasonCode reasonCode, String reasonString);

        void failed(Throwable cause);
    }
}
