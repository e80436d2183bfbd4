package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.Map;

import io.quarkus.test.common.DevServicesContext;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Gives Quarkus tests an MQTT 5 server and a companion.
 *
 * <pre>
 * &#64;QuarkusTest
 * &#64;WithTestResource(MqttCompanionResource.class)
 * class OrdersTest {
 *
 *     &#64;InjectMqttCompanion
 *     MqttCompanion companion;
 * }
 * </pre>
 *
 * If Dev Services have started a server, the companion connects to that one. Otherwise the resource starts an embedded
 * Artemis and configures the connector's {@code host} and {@code port}; Dev Services then start nothing. A test may also
 * have a field of type {@link ArtemisServer} to stop and start that server.
 */
public final class MqttCompanionResource implements QuarkusTestResourceLifecycleManager, DevServicesContext.ContextAware {

    private static final String CONNECTOR = "mp.messaging.connector.smallrye-mqtt5-endpoint.";

    private Map<String, String> devServices = Map.of();
    private ArtemisServer server;
    private MqttCompanion companion;

    @Override
    public void setIntegrationTestContext(DevServicesContext context) {
        devServices = context.devServicesProperties();
    }

    @Override
    public Map<String, String> start() {
        String host = devServices.get(CONNECTOR + "host");
        if (host != null) {
            companion = MqttCompanion.connect(host, Integer.parseInt(devServices.get(CONNECTOR + "port")));
            return Map.of();
        }
        server = ArtemisServer.started();
        companion = MqttCompanion.connect(server);
        return Map.of(CONNECTOR + "host", server.host(), CONNECTOR + "port", String.valueOf(server.port()));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(companion,
                new TestInjector.AnnotatedAndMatchesType(InjectMqttCompanion.class, MqttCompanion.class));
        if (server != null) {
            injector.injectIntoFields(server, new TestInjector.MatchesType(ArtemisServer.class));
        }
    }

    @Override
    public void stop() {
        if (companion != null) {
            companion.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
