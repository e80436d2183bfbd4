package io.quarkiverse.mqtt5endpoint.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/**
 * The other side in a test: an MQTT 5 client that has nothing to do with the one that is tested.
 * <p>
 * It doesn't reconnect. A connect, or a call without a connection, fails with an {@link IllegalStateException}; the
 * server's refusal of a message or a filter is a reason code.
 */
public final class TestClient implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final QuietCategories quiet = QuietCategories.off("org.eclipse.paho.mqttv5");
    private final MqttAsyncClient client;
    private final Inbox inbox = new Inbox();

    private boolean sessionPresent;
    private int serverReceiveMaximum;

    private TestClient(MqttAsyncClient client) {
        this.client = client;
    }

    /** A client that connected with a clean start. */
    public static TestClient connect(MqttServer server, String clientId) {
        return builder(server.host(), server.port(), clientId).connect();
    }

    /** A client that connected with a clean start. */
    public static TestClient connect(String host, int port, String clientId) {
        return builder(host, port, clientId).connect();
    }

    /** A client with options. */
    public static Builder builder(MqttServer server, String clientId) {
        return builder(server.host(), server.port(), clientId);
    }

    /** A client with options. */
    public static Builder builder(String host, int port, String clientId) {
        return new Builder(host, port, clientId);
    }

    /** Whether the server had kept the session. */
    public boolean sessionPresent() {
        return sessionPresent;
    }

    /** Publishes a text and waits for its acknowledgement; returns the reason code. */
    public int publish(String topic, String payload, int qos) {
        return publish(TestMessage.to(topic).payload(payload).qos(qos));
    }

    /** Publishes and waits for the acknowledgement; returns the reason code, 0 at QoS 0. */
    public int publish(TestMessage message) {
        return Completion.reasonCode("publish to '" + message.topic() + "'",
                done -> client.publish(message.topic(), message.message(), null, done));
    }

    /** Publishes texts "0", "1", ... without waiting for each, and waits for all acknowledgements. */
    public void publishAll(String topic, int count, int qos) {
        publishAll(topic, i -> String.valueOf(i).getBytes(StandardCharsets.UTF_8), count, qos);
    }

    /** Publishes count payloads without waiting for each, and waits for all acknowledgements. */
    public void publishAll(String topic, IntFunction<byte[]> payloads, int count, int qos) {
        new BulkPublisher(client, serverReceiveMaximum).publish(topic, payloads, count, qos);
    }

    /** Subscribes and waits for the answer; returns the reason code, from 0x80 on a refusal. */
    public int subscribe(String filter, int qos) {
        return subscribe(new MqttSubscription(filter, qos));
    }

    /** Subscribes with options and waits for the answer; returns the reason code, from 0x80 on a refusal. */
    public int subscribe(MqttSubscription subscription) {
        MqttSubscription[] all = { subscription };
        return Completion.reasonCode("subscribe to '" + subscription.getTopic() + "'",
                done -> client.subscribe(all, null, done, new MqttProperties()));
    }

    /** Ends a subscription and waits for the answer. */
    public void unsubscribe(String filter) {
        Completion.of("unsubscribe from '" + filter + "'", done -> client.unsubscribe(filter, null, done));
    }

    /** What was received, in order; a snapshot. */
    public List<TestMessage> messages() {
        return inbox.messages();
    }

    /** The texts of what was received, in order. */
    public List<String> texts() {
        return messages().stream().map(TestMessage::text).toList();
    }

    /** Waits until at least n messages have been received, for thirty seconds at most, and returns all. */
    public List<TestMessage> awaitMessages(int n) {
        return awaitMessages(n, PATIENCE);
    }

    /** Waits until at least n messages have been received and returns all. */
    public List<TestMessage> awaitMessages(int n, Duration timeout) {
        return inbox.await(n, timeout);
    }

    /** Waits for the first message that fulfils the condition, for thirty seconds at most. */
    public TestMessage awaitMessage(Predicate<TestMessage> condition) {
        return inbox.awaitFirst(condition, PATIENCE);
    }

    /** Forgets what was received. */
    public void clearMessages() {
        inbox.clear();
    }

    /** Acknowledges a message; only with {@link Builder#manualAcks()}. */
    public void acknowledge(TestMessage message) {
        try {
            client.messageArrivedComplete(message.message().getId(), message.qos());
        } catch (MqttException e) {
            throw failed("acknowledge " + message, e);
        }
    }

    /** Whether the client is connected. */
    public boolean isConnected() {
        return client.isConnected();
    }

    /** Disconnects properly; a session stays as long as its expiry says. */
    public void disconnect() {
        disconnect(MqttReturnCode.RETURN_CODE_SUCCESS);
    }

    /** Disconnects with a reason code, 4 for "with will". */
    public void disconnect(int reasonCode) {
        try {
            client.disconnect(0, null, null, reasonCode, new MqttProperties()).waitForCompletion(PATIENCE.toMillis());
        } catch (MqttException e) {
            throw failed("disconnect", e);
        }
    }

    /** Closes the TCP connection without a DISCONNECT. */
    public void abort() {
        try {
            client.disconnectForcibly(0, 0, false);
        } catch (MqttException e) {
            throw failed("abort", e);
        }
    }

    @Override
    public void close() {
        try {
            if (client.isConnected()) {
                disconnect();
            }
        } finally {
            closeQuietly();
        }
    }

    private TestClient open(MqttConnectionOptions options) {
        client.setCallback(inbox);
        try {
            IMqttToken connected = client.connect(options);
            connected.waitForCompletion(PATIENCE.toMillis());
            sessionPresent = connected.getSessionPresent();
            serverReceiveMaximum = Optional.ofNullable(connected.getResponseProperties().getReceiveMaximum()).orElse(65_535);
            return this;
        } catch (MqttException e) {
            closeQuietly();
            throw failed("connect to " + client.getServerURI(), e);
        }
    }

    private void closeQuietly() {
        try {
            client.close(true);
        } catch (MqttException e) {
            // gone already
        }
    }

    static IllegalStateException failed(String what, MqttException cause) {
        return new IllegalStateException("Cannot " + what + ", reason code " + cause.getReasonCode(), cause);
    }

    /** Options of a client. */
    public static final class Builder {

        private final String address;
        private final String clientId;
        private final MqttConnectionOptions options = new MqttConnectionOptions();
        private boolean manualAcks;
        private boolean tls;
        private String path;

        private Builder(String host, int port, String clientId) {
            this.address = host + ':' + port;
            this.clientId = clientId;
            options.setAutomaticReconnect(false);
            options.setCleanStart(true);
        }

        /** Resumes the session if there is one, and keeps it this long after the connection ends. */
        public Builder session(long expirySeconds) {
            options.setCleanStart(false);
            options.setSessionExpiryInterval(expirySeconds);
            return this;
        }

        /** Sets name and password. */
        public Builder credentials(String user, String password) {
            options.setUserName(user);
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        /** Leaves a will. */
        public Builder will(TestMessage will) {
            options.setWill(will.topic(), will.message());
            return this;
        }

        /** Sets how many unacknowledged messages the client takes. */
        public Builder receiveMaximum(int messages) {
            options.setReceiveMaximum(messages);
            return this;
        }

        /** Acknowledges nothing but what {@link TestClient#acknowledge} is called for. */
        public Builder manualAcks() {
            manualAcks = true;
            return this;
        }

        /** Connects with TLS, and trusts this authority; {@code identity} is {@code null} for no certificate. */
        public Builder tls(CertificateAuthority trusted, Identity identity) {
            options.setSocketFactory(new ClientTls(trusted, identity).sockets());
            tls = true;
            return this;
        }

        /** Connects over WebSocket, at this path. */
        public Builder webSocket(String path) {
            this.path = path;
            return this;
        }

        /** Changes anything else. */
        public Builder options(Consumer<MqttConnectionOptions> change) {
            change.accept(options);
            return this;
        }

        /** A connected client with these options. */
        public TestClient connect() {
            String uri = path == null ? (tls ? "ssl://" : "tcp://") + address : (tls ? "wss://" : "ws://") + address + path;
            try {
                MqttAsyncClient client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
                client.setManualAcks(manualAcks);
                return new TestClient(client).open(options);
            } catch (MqttException e) {
                throw failed("make a client for " + uri, e);
            }
        }
    }
}
