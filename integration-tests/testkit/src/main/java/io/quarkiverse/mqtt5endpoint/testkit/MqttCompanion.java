package io.quarkiverse.mqtt5endpoint.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/**
 * The other side in a test: an MQTT 5 client that publishes, subscribes and waits for messages.
 *
 * <pre>{@code
 * try (MqttCompanion companion = MqttCompanion.connect(server)) {
 *     ReceivedMessages invoices = companion.subscribe("invoices/#", 1);
 *     companion.publish("orders", "one", "two").awaitCompletion();
 *     assertThat(invoices.awaitRecords(2).payloads()).containsExactly("invoice one", "invoice two");
 * }
 * }</pre>
 *
 * It shares no code with the MQTT client of the extension, so that a fault of that client does not hide itself. It does
 * not reconnect. Methods may be called from any thread; one that fails throws an {@link IllegalStateException}, and a wait
 * that is too long an {@link AssertionError}.
 */
public final class MqttCompanion implements AutoCloseable {

    private final PahoConnection connection;
    private final Inbox inbox = new Inbox();

    private boolean sessionPresent;
    private Publisher publisher;

    private MqttCompanion(PahoConnection connection) {
        this.connection = connection;
    }

    /** Connects with a clean start and a client id of its own. */
    public static MqttCompanion connect(MqttServer server) {
        return builder(server).connect();
    }

    /** Connects with a clean start. */
    public static MqttCompanion connect(MqttServer server, String clientId) {
        return builder(server).clientId(clientId).connect();
    }

    /** Connects with a clean start and a client id of its own. */
    public static MqttCompanion connect(String host, int port) {
        return builder(host, port).connect();
    }

    /** Connects with a clean start. */
    public static MqttCompanion connect(String host, int port, String clientId) {
        return builder(host, port).clientId(clientId).connect();
    }

    /** Returns a builder for a client with options. */
    public static Builder builder(MqttServer server) {
        return builder(server.host(), server.port());
    }

    /** Returns a builder for a client with options. */
    public static Builder builder(String host, int port) {
        return new Builder(host, port);
    }

    /** Returns whether the server had kept this client's session. */
    public boolean sessionPresent() {
        return sessionPresent;
    }

    /** Publishes texts with QoS 1 to a topic, in this order. */
    public PublishTask publish(String topic, String... payloads) {
        return publish(Arrays.stream(payloads).map(payload -> TestMessage.to(topic).payload(payload)).iterator());
    }

    /** Publishes one text. */
    public PublishTask publish(String topic, String payload, int qos) {
        return publish(TestMessage.to(topic).payload(payload).qos(qos));
    }

    /** Publishes messages in this order. */
    public PublishTask publish(TestMessage... messages) {
        return publish(List.of(messages).iterator());
    }

    /**
     * Publishes as many messages as {@code count} says, with as many in flight as the server allows.
     *
     * @param generator makes the messages; it is called with 0, 1, 2, ...
     */
    public PublishTask publish(int count, IntFunction<TestMessage> generator) {
        return publish(IntStream.range(0, count).mapToObj(generator).iterator());
    }

    private PublishTask publish(Iterator<TestMessage> messages) {
        return publisher.publish(messages);
    }

    /**
     * Subscribes and returns once the server has granted it.
     *
     * @return the messages that arrive from now on, on a topic that the filter matches
     */
    public ReceivedMessages subscribe(String filter, int qos) {
        return subscribe(new MqttSubscription(filter, qos));
    }

    ReceivedMessages subscribe(MqttSubscription subscription) {
        ReceivedMessages matching = inbox.matching(subscription.getTopic());
        try {
            connection.subscribe(subscription);
            return matching;
        } catch (IllegalStateException e) {
            inbox.forget(matching);
            throw e;
        }
    }

    /** Unsubscribes and returns once the server has confirmed it. */
    public void unsubscribe(String filter) {
        connection.unsubscribe(filter);
    }

    /** Returns everything that arrives on this connection, including messages that the server kept for the session. */
    public ReceivedMessages received() {
        return inbox.all();
    }

    /** Acknowledges a message. Only with {@link Builder#manualAcks()}, as others are acknowledged on arrival. */
    public void acknowledge(TestMessage message) {
        connection.acknowledge(message);
    }

    /** Returns whether the client is connected. */
    public boolean isConnected() {
        return connection.isConnected();
    }

    /** Disconnects in an orderly way; the session lasts as long as its expiry allows. */
    public void disconnect() {
        disconnect(MqttReturnCode.RETURN_CODE_SUCCESS);
    }

    /** Disconnects with a reason code, for example 4 to have the will published. */
    public void disconnect(int reasonCode) {
        connection.disconnect(reasonCode);
    }

    /** Closes the TCP connection without a DISCONNECT, as a crash does. */
    public void abort() {
        connection.abort();
    }

    /** Disconnects, if that has not happened, and releases everything. */
    @Override
    public void close() {
        try {
            if (connection.isConnected()) {
                disconnect();
            }
        } finally {
            connection.closeQuietly();
        }
    }

    private MqttCompanion open(MqttConnectionOptions options) {
        IMqttToken connected = connection.open(options, inbox);
        sessionPresent = connected.getSessionPresent();
        publisher = connection.publisher(connected);
        return this;
    }

    /** The options of a companion. */
    public static final class Builder {

        private final String address;
        private final MqttConnectionOptions options = new MqttConnectionOptions();
        private String clientId = "companion-" + UUID.randomUUID().toString().substring(0, 8);
        private boolean manualAcks;
        private boolean tls;
        private Optional<String> path = Optional.empty();

        private Builder(String host, int port) {
            this.address = host + ':' + port;
            options.setAutomaticReconnect(false);
            options.setCleanStart(true);
        }

        /** Sets the client id. Unset: a new one. */
        public Builder clientId(String id) {
            clientId = id;
            return this;
        }

        /** Resumes the session if there is one, and keeps it for this long after the connection ends. */
        public Builder session(long expirySeconds) {
            options.setCleanStart(false);
            options.setSessionExpiryInterval(expirySeconds);
            return this;
        }

        /** Sets user name and password. */
        public Builder credentials(String user, String password) {
            options.setUserName(user);
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        /** Sets the last will. */
        public Builder will(TestMessage will) {
            options.setWill(will.topic(), will.message());
            return this;
        }

        /** Sets how many unacknowledged messages the client accepts. */
        public Builder receiveMaximum(int messages) {
            options.setReceiveMaximum(messages);
            return this;
        }

        /** Leaves all acknowledgements to {@link MqttCompanion#acknowledge}. */
        public Builder manualAcks() {
            manualAcks = true;
            return this;
        }

        /**
         * Connects with TLS.
         *
         * @param trusted the authority of the server's certificate
         * @param identity the client's own certificate, or {@code null} for none
         */
        public Builder tls(CertificateAuthority trusted, Identity identity) {
            options.setSocketFactory(new ClientTls(trusted, identity).sockets());
            tls = true;
            return this;
        }

        /** Connects over WebSocket. */
        public Builder webSocket(String path) {
            this.path = Optional.of(path);
            return this;
        }

        /** Connects a client that has these options. */
        public MqttCompanion connect() {
            return new MqttCompanion(PahoConnection.to(uri(), clientId, manualAcks)).open(options);
        }

        private String uri() {
            String scheme = path.isPresent() ? (tls ? "wss://" : "ws://") : (tls ? "ssl://" : "tcp://");
            return scheme + address + path.orElse("");
        }
    }
}
