package io.quarkiverse.mqtt5endpoint.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.spi.ConnectorFactory;

import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;

import io.quarkiverse.mqtt5endpoint.Mqtt5Authentication;
import io.quarkiverse.mqtt5endpoint.Mqtt5WebSocketHandshake;
import io.quarkiverse.mqtt5endpoint.core.connect.CredentialsSource;
import io.quarkiverse.mqtt5endpoint.core.engine.Authentication;
import io.quarkiverse.mqtt5endpoint.core.engine.WebSocketSource;
import io.quarkiverse.mqtt5endpoint.core.hivemq.Customization;
import io.quarkiverse.mqtt5endpoint.core.settings.Credentials;
import io.quarkiverse.mqtt5endpoint.core.settings.Transport;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/** What an application has to say about connections, without a container to find it in. */
final class TestCollaborators extends Collaborators {

    volatile BiFunction<String, Mqtt5ClientBuilder, Mqtt5ClientBuilder> customizer = (channel, builder) -> builder;
    volatile Mqtt5WebSocketHandshake handshake;
    final Map<String, CredentialsSource> providers = new ConcurrentHashMap<>();
    final Map<String, Mqtt5Authentication> authentications = new ConcurrentHashMap<>();

    TestCollaborators() {
        super(null, null, null, null);
    }

    @Override
    Customization customization(Config channel) {
        return builder -> customizer.apply(channel.getValue(ConnectorFactory.CHANNEL_NAME_ATTRIBUTE, String.class), builder);
    }

    @Override
    CredentialsSource credentials(Credentials configured) {
        return find("credentials-provider-name", configured.providerName(), providers);
    }

    @Override
    Authentication authentication(String name) {
        Mqtt5Authentication found = find("authentication-mechanism-name", name, authentications);
        return found == null ? null : AuthenticationBean.of(name, found);
    }

    @Override
    WebSocketSource webSocket(String channel, Transport transport) {
        return handshake == null ? null : new WebSocketHandshakeBean(channel, handshake);
    }

    private static <T> T find(String attribute, String name, Map<String, T> known) {
        if (name != null && !known.containsKey(name)) {
            throw new InvalidAttributeException(attribute, name, "be known to the test");
        }
        return name == null ? null : known.get(name);
    }
}
