package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.function.Supplier;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts an MQTT 5 server for the tests of a class.
 *
 * <pre>
 * &#64;ExtendWith(MqttServerExtension.class)
 * class OrdersTest {
 *
 *     &#64;Test
 *     void ordersAreConfirmed(MqttServer server, MqttCompanion companion) {
 *         ...
 *     }
 * }
 * </pre>
 *
 * Tests and their lifecycle methods may have parameters of these types:
 * <ul>
 * <li>{@link MqttServer}, or the server's own type: the server, the same for all tests of the class</li>
 * <li>{@link MqttCompanion}: a client for this test, with a clean session</li>
 * <li>{@link FaultProxy}: a network for this test in front of the server</li>
 * </ul>
 * Everything is closed when the test, or the class, ends. A server with options comes from a static field:
 *
 * <pre>
 * &#64;RegisterExtension
 * static final MqttServerExtension MQTT = MqttServerExtension
 *         .of(() -> ArtemisServer.builder().credentials("joe", "secret").start());
 * </pre>
 */
public final class MqttServerExtension implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(MqttServerExtension.class);

    private final Supplier<? extends MqttServer> servers;

    /** An embedded Artemis without security that keeps everything in memory. */
    public MqttServerExtension() {
        this(ArtemisServer::started);
    }

    private MqttServerExtension(Supplier<? extends MqttServer> servers) {
        this.servers = servers;
    }

    /**
     * Returns an extension for another server.
     *
     * @param servers starts a server; called once for each test class
     */
    public static MqttServerExtension of(Supplier<? extends MqttServer> servers) {
        return new MqttServerExtension(servers);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // a nested class finds the server of the class around it
        ofThisContext(MqttServer.class, servers, context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == MqttCompanion.class || type == FaultProxy.class
                || MqttServer.class.isAssignableFrom(type) && type.isInstance(server(context));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == MqttCompanion.class) {
            return ofThisContext(type, () -> MqttCompanion.connect(server(context)), context);
        }
        return type == FaultProxy.class ? ofThisContext(type, () -> FaultProxy.before(server(context)), context)
                : server(context);
    }

    private static MqttServer server(ExtensionContext context) {
        return (MqttServer) context.getStore(NAMESPACE).get(MqttServer.class, Closing.class).resource();
    }

    private static Object ofThisContext(Class<?> type, Supplier<? extends AutoCloseable> open, ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        return store.computeIfAbsent(type, key -> new Closing<>(open.get()), Closing.class).resource();
    }

    /** Closed by JUnit at the end of the context in whose store it is. */
    @SuppressWarnings("deprecation") // also for JUnit versions that do not close what is only AutoCloseable
    private record Closing<T extends AutoCloseable>(T resource) implements Store.CloseableResource {

        @Override
        public void close() throws Exception {
            resource.close();
        }
    }
}
