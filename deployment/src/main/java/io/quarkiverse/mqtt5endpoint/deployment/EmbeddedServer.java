package io.quarkiverse.mqtt5endpoint.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

import io.quarkus.deployment.builditem.Startable;

/** An MQTT 5 server in the process of the build: on loopback and a free port, in memory. */
final class EmbeddedServer implements Startable {

    static final String HOST = "127.0.0.1";
    private static final int NO_LIMIT = -1;

    // Held here: the log manager keeps loggers only weakly, and their levels would go with them.
    private final List<Logger> quiet = List.of(quiet("org.apache.activemq", Level.SEVERE),
            quiet("org.apache.activemq.audit", Level.OFF));

    private ActiveMQServer server;
    private int port;

    @Override
    public void start() {
        port = freePort();
        try {
            server = ActiveMQServers.newActiveMQServer(configuration(), false);
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The embedded MQTT 5 server of Dev Services did not start", e);
        }
    }

    int port() {
        return port;
    }

    @Override
    public String getConnectionInfo() {
        return HOST + ":" + port;
    }

    @Override
    public String getContainerId() {
        return null;
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("The embedded MQTT 5 server of Dev Services did not stop", e);
        }
    }

    private Configuration configuration() throws Exception {
        return new ConfigurationImpl()
                .setName("mqtt5-endpoint-dev-services-" + port)
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setMqttSessionScanInterval(200)
                // A full disk, or a slow consumer, must not stop a publisher.
                .setMaxDiskUsage(100)
                .setGlobalMaxSize(NO_LIMIT)
                .setGlobalMaxMessages(NO_LIMIT)
                .addAcceptorConfiguration("mqtt",
                        "tcp://" + HOST + ":" + port + "?protocols=MQTT;useEpoll=false;useKQueue=false")
                .addAddressSetting("#", new AddressSettings().setMaxSizeBytes(NO_LIMIT).setMaxSizeMessages(NO_LIMIT)
                        // The default drops a message after ten lost connections.
                        .setMaxDeliveryAttempts(NO_LIMIT));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Logger quiet(String category, Level level) {
        Logger logger = Logger.getLogger(category);
        logger.setLevel(level);
        return logger;
    }
}
