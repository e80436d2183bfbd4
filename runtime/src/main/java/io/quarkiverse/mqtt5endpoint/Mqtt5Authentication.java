package io.quarkiverse.mqtt5endpoint;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.mutiny.Uni;

/**
 * An authentication method for enhanced authentication (MQTT 5, 4.12): client and server exchange data until each accepts
 * the other. Implemented by a CDI bean; the attribute {@code authentication-mechanism-name} selects it by its
 * {@link io.smallrye.common.annotation.Identifier}.
 * <p>
 * All methods but {@link #getMethod()} and {@link Exchange#reauthenticateAfter()}, here and of {@link Exchange}, are called on
 * the event loop of the connection and must
 * not block; a {@link Uni} is subscribed there and may complete on any thread. The methods of one {@code Exchange} are never
 * called concurrently; a bean that is selected by several channels must be thread-safe. An exchange, with all of its steps,
 * may take {@code connect-timeout-seconds}. Whatever is thrown, or returned as {@code null} in place of an object, counts as a
 * failure: it ends the connection or the attempt to connect, and the channel reconnects as configured.
 */
public interface Mqtt5Authentication {

    /**
     * Returns the authentication method that CONNECT asks for (MQTT 5, 3.1.2.11.9). Called once for each channel, when it
     * is created, on the thread that starts the application; if it fails, startup does.
     *
     * @return the name on which client and server agreed, for example {@code SCRAM-SHA-256}; never {@code null}
     */
    String getMethod();

    /**
     * Returns how long the server may take to answer one step. It applies in addition to the limit for the exchange.
     *
     * @return empty, which is the default, for {@code connect-timeout-seconds}, which is also the maximum; rounded up to
     *         seconds
     */
    default Optional<Duration> getTimeout() {
        return Optional.empty();
    }

    /**
     * Creates the exchange for one connection. Called before each CONNECT, including those of reconnects.
     *
     * @return a new exchange, which holds whatever has to be remembered between its steps; never {@code null}
     */
    Exchange authenticate();

    /**
     * Creates the exchange with which the client authenticates again on an existing connection (MQTT 5, 4.12.1). By default
     * the same as for a new connection. Called when {@link Exchange#reauthenticateAfter()} is over.
     *
     * @return a new exchange, never {@code null}
     */
    default Exchange reauthenticate() {
        return authenticate();
    }

    /**
     * Creates the exchange for a re-authentication that the server asked for, with an AUTH of reason code 0x19. MQTT 5 does
     * not provide for that: the connection ends with 0x82 (protocol error) unless a client customizer allows it. By default
     * the same as for one that the client begins.
     *
     * @param request the authentication data of the AUTH, empty if it has none
     * @return a new exchange, never {@code null}
     */
    default Exchange reauthenticate(byte[] request) {
        return reauthenticate();
    }

    /**
     * One authentication or re-authentication: {@link #begin()}, {@link #respond} for each challenge, and {@link #verify} when
     * the server has accepted the client; or, instead of the steps that are left, {@link #rejected} or {@link #failed}.
     */
    interface Exchange {

        /**
         * Returns the authentication data of CONNECT (MQTT 5, 3.1.2.11.10) or, in a re-authentication, of the first AUTH.
         *
         * @return completes with the data, of at most 65535 bytes; with {@code null} for none. A failure ends the attempt to
         *         connect without CONNECT being sent
         */
        Uni<byte[]> begin();

        /**
         * Answers an AUTH of the server with reason code 0x18, continue authentication (MQTT 5, 3.15).
         *
         * @param challenge the authentication data of the AUTH, empty if it has none
         * @return completes with the authentication data of the answer, of at most 65535 bytes; with {@code null} for none. A
         *         failure refuses the server: the connection is closed with reason code 0x87, not authorized
         */
        Uni<byte[]> respond(byte[] challenge);

        /**
         * Checks the authentication data with which the server accepts the client: those of the CONNACK (MQTT 5, 3.2.2.3.18)
         * or, in a re-authentication, of the last AUTH. The channel uses the connection only afterwards. By default every
         * server is accepted: override it if the method lets the server prove who it is.
         *
         * @param data empty if the packet has none
         * @return completes with {@code true} to accept the server; {@code false} or a failure refuses it: the connection is
         *         closed with reason code 0x87, not authorized
         */
        default Uni<Boolean> verify(byte[] data) {
            return Uni.createFrom().item(true);
        }

        /**
         * Returns after which time the client authenticates again on the same connection (MQTT 5, 4.12.1), for example
         * because its token expires: with an exchange from {@link Mqtt5Authentication#reauthenticate()}, which is asked in turn
         * when it has succeeded. Leave enough time for the exchange. If the re-authentication fails, the connection ends, and
         * the channel reconnects as configured.
         * <p>
         * Called when {@link #verify} has completed with {@code true}, on the thread that completed it, and must not block.
         *
         * @return a positive time; empty, which is the default, to authenticate again only with the next connection
         */
        default Optional<Duration> reauthenticateAfter() {
            return Optional.empty();
        }

        /**
         * Notifies that the server refused the client, with CONNACK or, in a re-authentication, DISCONNECT. The exchange is
         * over; the channel reports the refusal itself. By default nothing happens.
         *
         * @param reasonCode the reason code of the packet, never {@code null}
         * @param reasonString the reason string of the packet, {@code null} for none; text from outside
         */
        default void rejected(Mqtt5ReasonCode reasonCode, String reasonString) {
        }

        /**
         * Notifies that the exchange ended without a decision of the server: the connection was lost, a time limit was
         * exceeded, a step failed, or the server was refused. The exchange is over; the channel reports the cause itself. By
         * default nothing happens.
         *
         * @param cause never {@code null}; its type is not part of the API
         */
        default void failed(Throwable cause) {
        }
    }
}
