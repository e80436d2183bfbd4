package io.quarkiverse.mqtt5endpoint.core.engine;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionSettings;

/**
 * An MQTT client for one session: it connects when asked to, resumes what was in flight, and reports. It never
 * connects by itself. On the loop only.
 */
public interface MqttEngine {

    /** Begins an attempt. Its end is reported to the {@link ConnectionListener}. Not while there is a connection. */
    void connect(ConnectRequest request);

    /**
     * Sends DISCONNECT with reason code 0.
     *
     * @param sessionExpiry how many seconds the server is to keep the session from now on; empty for as long as CONNECT said
     * @param done called when it was sent, or could not be
     */
    void disconnect(OptionalLong sessionExpiry, Runnable done);

    /**
     * Closes the connection without DISCONNECT, and reports it as lost. The session goes on with the next connection.
     *
     * @param why the text of the {@link ConnectionLoss}
     */
    void drop(String why);

    /**
     * Ends attempts and whatever is under way, and reports nothing any more: another engine follows, or none.
     *
     * @param sessionExpiry as for {@link #disconnect}, if the server accepts a CONNECT that is under way
     */
    void retire(OptionalLong sessionExpiry);

    /** How many bytes came over this connection, apart from answers to pings: to notice that more do. */
    long bytesReceived();

    void subscribe(SubscriptionSettings subscription, Consumer<SubscribeOutcome> outcome);

    /** The answer is of no consequence. */
    void unsubscribe(List<String> filters, Runnable done);

    /** Sends a message, and sends it again when a session is resumed. */
    void publish(PublishPacket packet, PublishListener listener);

    /** Asks again about messages that were to be sent later. */
    void resumePublishing();

    /** Learns about the connection. On the loop. */
    interface ConnectionListener {

        void connected(AcceptedConnection accepted);

        /** An attempt failed, or the connection is gone. */
        void lost(ConnectionLoss loss);

        /** The engine can't be used any more, although it had reported how its attempt ended. */
        void broken();
    }

    /** Learns about messages. On the loop. */
    interface MessageListener {

        void received(ReceivedPublish publish);

        /** Whether there may be one more message of QoS 1 or 2 that is not acknowledged. The others wait. */
        boolean hasRoom();

        /** The server begins to send more than {@link #hasRoom()} allows. */
        void receiveMaximumExceeded();

        /**
         * The next message that is received had properties that no client may accept, and comes without them.
         *
         * @param properties their names
         */
        void repaired(String topic, List<String> properties);

        /** A message that was received on this connection came once more, and was ignored. */
        void resent();

        /**
         * Asked in the order of arrival, immediately before each PUBACK and PUBREC is written, or would be if there was a
         * connection.
         */
        Acknowledgement nextAcknowledgement();
    }
}
