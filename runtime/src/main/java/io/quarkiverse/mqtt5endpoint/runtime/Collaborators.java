package io.quarkiverse.mqtt5endpoint.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.Config;

import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;

import io.quarkiverse.mqtt5endpoint.Mqtt5Authentication;
import io.quarkiverse.mqtt5endpoint.Mqtt5WebSocketHandshake;
import io.quarkiverse.mqtt5endpoint.core.connect.CredentialsSource;
import io.quarkiverse.mqtt5endpoint.core.engine.Authentication;
import io.quarkiverse.mqtt5endpoint.core.engine.WebSocketSource;
import io.quarkiverse.mqtt5endpoint.core.hivemq.Customization;
import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.Credentials;
import io.quarkiverse.mqtt5endpoint.core.settings.Transport;
import io.quarkus.credentials.CredentialsProvider;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.providers.helpers.ConfigUtils;

/** Beans of the application that have a say about connections, found by the names that attributes give. */
@ApplicationScoped
public class Collaborators {

    private final Instance<ClientCustomizer<Mqtt5ClientBuilder>> customizers;
    private final Instance<CredentialsProvider> providers;
    private final Instance<Mqtt5Authentication> authentications;
    private final Instance<Mqtt5WebSocketHandshake> handshakes;

    @Inject
    public Collaborators(@Any Instance<ClientCustomizer<Mqtt5ClientBuilder>> customizers,
            @Any Instance<CredentialsProvider> providers, @Any Instance<Mqtt5Authentication> authentications,
            @Any Instance<Mqtt5WebSocketHandshake> handshakes) {
        this.customizers = customizers;
        this.providers = providers;
        this.authentications = authentications;
        this.handshakes = handshakes;
    }

    /** The last word about the client of a channel; {@link Customization#NONE} if the application has no customizer. */
    Customization customization(Config channel) {
        return customizers.isUnsatisfied() ? Customization.NONE
                : builder -> ConfigUtils.customize(channel, customizers, builder);
    }

    /** {@code null} where nobody is to be asked. */
    CredentialsSource credentials(Credentials configured) {
        return configured.providerName() == null ? null
                : new ProvidedCredentials(provider(configured.providerName()), configured)::get;
    }

    /** By {@code @Named} or {@code @Identifier}; one that is alone needs neither, and gets the name as a parameter. */
    private CredentialsProvider provider(String name) {
        for (Instance<CredentialsProvider> found : List.of(
                providers.select(NamedLiteral.of(name)),
                providers.select(Identifier.Literal.of(name)), providers)) {
            if (found.isResolvable()) {
                return found.get();
            }
        }
        throw Attribute.CREDENTIALS_PROVIDER_NAME.wrong(name,
                "be the @Named of one CredentialsProvider bean, or there must be exactly one");
    }

    /** {@code null} for none. */
    Authentication authentication(String name) {
        if (name == null) {
            return null;
        }
        Instance<Mqtt5Authentication> found = authentications.select(Identifier.Literal.of(name));
        if (!found.isResolvable()) {
            throw Attribute.AUTHENTICATION_MECHANISM_NAME.wrong(name,
                    "be the @Identifier of one Mqtt5Authentication bean");
        }
        return AuthenticationBean.of(name, found.get());
    }

    /** {@code null} if the application has none for this channel. */
    WebSocketSource webSocket(String channel, Transport transport) {
        if (transport != Transport.WEBSOCKET) {
            return null;
        }
        return Stream.of(handshakes.select(Identifier.Literal.of(channel)), handshakes.select(Default.Literal.INSTANCE))
                .filter(Instance::isResolvable).findFirst()
                .map(found -> new WebSocketHandshakeBean(channel, found.get())).orElse(null);
    }

    private record ProvidedCredentials(CredentialsProvider provider, Credentials configured) {

        CompletionStage<Credentials> get() {
            return provider.getCredentialsAsync(configured.providerName()).map(this::of).subscribeAsCompletionStage();
        }

        private Credentials of(Map<String, String> given) {
            return new Credentials(given.getOrDefault(CredentialsProvider.USER_PROPERTY_NAME, configured.username()),
                    given.get(CredentialsProvider.PASSWORD_PROPERTY_NAME));
        }
    }
}
