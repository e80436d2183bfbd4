package io.quarkiverse.mqtt5endpoint.cookbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.FaultProxy;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A server, and before it a network of its own for each channel, where all packets are recorded. */
public final class MqttServers implements QuarkusTestResourceLifecycleManager {

    private static final String CONNECTOR = "mp.messaging.connector.smallrye-mqtt5-endpoint.";
    private static final Pattern CHANNEL = Pattern.compile("mp\\.messaging\\.(?:incoming|outgoing)\\.([^.]+)\\.connector");

    private final Map<String, FaultProxy> networks = new TreeMap<>();
    private ArtemisServer server;
    private MqttCompanion client;

    @Override
    public Map<String, String> start() {
        server = ArtemisServer.started();
        client = MqttCompanion.connect(server, "cookbook-test");
        Map<String, String> configuration = new HashMap<>();
        configuration.put(CONNECTOR + "host", server.host());
        configuration.put(CONNECTOR + "shutdown-timeout-seconds", "1"); // one recipe never acknowledges
        for (String property : applicationProperties().stringPropertyNames()) {
            Matcher channel = CHANNEL.matcher(property);
            if (channel.matches()) {
                FaultProxy network = FaultProxy.before(server).record();
                networks.put(channel.group(1), network);
                configuration.put(property.replaceFirst("connector$", "port"), String.valueOf(network.port()));
            }
        }
        return configuration;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(server, new TestInjector.MatchesType(ArtemisServer.class));
        injector.injectIntoFields(client, new TestInjector.MatchesType(MqttCompanion.class));
        injector.injectIntoFields(new Wires(networks), new TestInjector.MatchesType(Wires.class));
    }

    @Override
    public void stop() {
        if (client != null) {
            client.close();
        }
        networks.values().forEach(FaultProxy::close);
        if (server != null) {
            server.close();
        }
    }

    private static Properties applicationProperties() {
        try (InputStream in = MqttServers.class.getResourceAsStream("/application.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
