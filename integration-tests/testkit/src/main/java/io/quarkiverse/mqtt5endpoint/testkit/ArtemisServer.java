package io.quarkiverse.mqtt5endpoint.testkit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTStateManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * Apache Artemis inside the test's own JVM, without security, in memory unless told otherwise. It takes MQTT over
 * WebSocket on the same port, at any path.
 */
public final class ArtemisServer implements MqttServer {

    private static final int NO_LIMIT = -1;

    private final int port;
    private final Path directory;
    private final Map<String, String> acceptorOptions;
    private final ArtemisUser user;
    private final List<QuietCategories> quiet = List.of(
            QuietCategories.errors("org.apache.activemq"),
            QuietCategories.off("org.apache.activemq.audit", "org.apache.activemq.audit.base",
                    "org.apache.activemq.audit.message", "org.apache.activemq.audit.resource"));

    private ActiveMQServer server;

    private ArtemisServer(Builder builder) {
        this.port = builder.port == 0 ? Ports.free() : builder.port;
        this.directory = builder.directory;
        this.acceptorOptions = Map.copyOf(builder.acceptorOptions);
        this.user = builder.user;
    }

    /** A started server that keeps everything in memory. */
    public static ArtemisServer started() {
        return builder().start();
    }

    /** A server with options. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String host() {
        return Ports.HOST;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String name() {
        return "artemis";
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        ActiveMQServer starting = ActiveMQServers.newActiveMQServer(configuration(), null, user, directory != null);
        starting.setIdentity(name() + ':' + port);
        try {
            starting.start();
        } catch (Exception e) {
            throw new IllegalStateException("Artemis did not start on port " + port, e);
        }
        server = starting;
    }

    /** Ends all connections; sessions and messages survive only with a persistence directory. */
    @Override
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Artemis did not stop on port " + port, e);
        } finally {
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** How many sessions the server holds, connected or not. */
    public int sessions() {
        return sessionStates().getSessionStates().size();
    }

    /** Whether the server holds a session of this client, connected or not. */
    public boolean hasSession(String clientId) {
        return sessionStates().getSessionStates().containsKey(clientId);
    }

    /** Whether the client is connected now. */
    public boolean isConnected(String clientId) {
        return sessionStates().isClientConnected(clientId);
    }

    /** How many clients are connected. */
    public int connections() {
        return running().getConnectionCount();
    }

    /** How many subscriptions the server holds, of all sessions. */
    public int subscriptions() {
        return sessionStates().getSessionStates().values().stream().mapToInt(state -> state.getSubscriptions().size()).sum();
    }

    private synchronized ActiveMQServer running() {
        if (server == null) {
            throw new IllegalStateException("Artemis is stopped");
        }
        return server;
    }

    private MQTTStateManager sessionStates() {
        try {
            return MQTTStateManager.getInstance(running());
        } catch (Exception e) {
            throw new IllegalStateException("The sessions of Artemis cannot be read", e);
        }
    }

    private Configuration configuration() {
        try {
            Configuration configuration = new ConfigurationImpl()
                    .setName("testkit-" + UUID.randomUUID())
                    .setSecurityEnabled(user != null)
                    .setJMXManagementEnabled(false)
                    .setPersistenceEnabled(directory != null)
                    .setMqttSessionScanInterval(200)
                    .setMaxDiskUsage(100) // a full disk blocks producers otherwise
                    .setGlobalMaxSize(NO_LIMIT)
                    .setGlobalMaxMessages(NO_LIMIT)
                    .addAcceptorConfiguration("mqtt", acceptorUri())
                    .addAddressSetting("#", addressSettings());
            return directory == null ? configuration : persistent(configuration);
        } catch (Exception e) {
            throw new IllegalStateException("The configuration of Artemis is wrong", e);
        }
    }

    private Configuration persistent(Configuration configuration) {
        return configuration
                .setJournalType(JournalType.NIO)
                .setJournalDatasync(false) // has to survive the process, not the machine
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setJournalDirectory(directory.resolve("journal").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .setLargeMessagesDirectory(directory.resolve("large").toString());
    }

    private static AddressSettings addressSettings() {
        return new AddressSettings()
                .setAutoCreateAddresses(true)
                .setAutoCreateQueues(true)
                .setMaxSizeBytes(NO_LIMIT)
                .setMaxSizeMessages(NO_LIMIT)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxDeliveryAttempts(NO_LIMIT); // the default drops a message after ten cut connections
    }

    private String acceptorUri() {
        StringBuilder uri = new StringBuilder("tcp://" + Ports.HOST + ':' + port);
        uri.append("?protocols=MQTT;useEpoll=false;useKQueue=false;remotingThreads=2");
        acceptorOptions.forEach((key, value) -> uri.append(';').append(key).append('=').append(value));
        return uri.toString();
    }

    /** Options of the server. */
    public static final class Builder {

        private int port;
        private Path directory;
        private ArtemisUser user;
        private final Map<String, String> acceptorOptions = new LinkedHashMap<>();

        private Builder() {
        }

        /** Listens there. Unset: at a free port. */
        Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Keeps sessions and messages in this directory. Unset: in memory, gone at {@link ArtemisServer#stop()}. */
        public Builder persistence(Path directory) {
            this.directory = directory;
            return this;
        }

        /** Lets in only who has this name and password. Unset: everybody. */
        public Builder credentials(String user, String password) {
            this.user = new ArtemisUser(user, password);
            return this;
        }

        /** Speaks TLS and nothing else, with stores that it keeps in this directory. */
        public Builder tls(ServerTls tls, Path directory) {
            acceptorOptions.putAll(new ArtemisTls(tls).options(directory));
            return this;
        }

        /** Sets a parameter of the MQTT acceptor, for example {@code receiveMaximum} or {@code maximumPacketSize}. */
        public Builder acceptorOption(String key, Object value) {
            acceptorOptions.put(key, String.valueOf(value));
            return this;
        }

        /** A started server with these options. */
        public ArtemisServer start() {
            ArtemisServer server = new ArtemisServer(this);
            server.start();
            return server;
        }
    }
}
