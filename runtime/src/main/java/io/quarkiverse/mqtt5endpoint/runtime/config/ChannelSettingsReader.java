package io.quarkiverse.mqtt5endpoint.runtime.config;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.spi.ConnectorFactory;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.Direction;
import io.quarkiverse.mqtt5endpoint.core.settings.EmptyPayload;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ObservationSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OverflowStrategy;
import io.quarkiverse.mqtt5endpoint.core.settings.PublishDefaults;
import io.quarkiverse.mqtt5endpoint.core.settings.Role;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Topics;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/** Turns the attributes of one channel into checked settings. The only reader of a channel's configuration. */
public final class ChannelSettingsReader {

    private final ChannelName channel;
    private final Attributes attributes;
    private final EndpointReader endpoint;

    private ChannelSettingsReader(String channel, Attributes attributes, Environment environment) {
        this.channel = new ChannelName(channel, attributes.isCopy(channel));
        this.attributes = attributes;
        this.endpoint = new EndpointReader(attributes, environment);
    }

    /**
     * @param config the attributes of the channel
     */
    public static IncomingSettings incoming(Config config, Environment environment) {
        return read(config, environment, reader -> reader.incoming(environment.application()));
    }

    /**
     * @param config the attributes of the channel
     */
    public static OutgoingSettings outgoing(Config config, Environment environment) {
        return read(config, environment, ChannelSettingsReader::outgoing);
    }

    /**
     * The first attribute of a channel, if there is one, with which the application would not start.
     *
     * @param config the attributes of the channel
     */
    public static Optional<InvalidAttributeException> firstWrong(Direction direction, Config config,
            Environment environment) {
        ChannelSettingsReader reader = of(config, environment);
        try {
            if (direction == Direction.INCOMING) {
                reader.incoming(environment.application());
            } else {
                reader.outgoing();
            }
            return Optional.empty();
        } catch (InvalidAttributeException e) {
            return Optional.of(e);
        }
    }

    /** Settings know what is wrong with them; here it gets the channel's name. */
    private static <T> T read(Config config, Environment environment, Function<ChannelSettingsReader, T> settings) {
        ChannelSettingsReader reader = of(config, environment);
        try {
            return settings.apply(reader);
        } catch (InvalidAttributeException e) {
            throw named(reader.channel.name(), e);
        }
    }

    private static ChannelSettingsReader of(Config config, Environment environment) {
        return new ChannelSettingsReader(config.getValue(ConnectorFactory.CHANNEL_NAME_ATTRIBUTE, String.class),
                new Attributes(new StrictConfig(config)), environment);
    }

    /** The sentence with which the application does not start. */
    public static IllegalArgumentException named(String channel, InvalidAttributeException e) {
        return e.found() == null ? errors.missingAttribute(channel, e.attribute(), e.allowed(), e.getCause())
                : errors.invalidAttribute(channel, e.attribute(), e.allowed(), e.found(), e.getCause());
    }

    private IncomingSettings incoming(Optional<String> application) {
        refuseRole(Role.PRODUCER, Direction.INCOMING);
        SubscriptionSettings subscription = new SubscriptionReader(attributes, channel, application).read();
        checkCopies(subscription);
        return new IncomingSettings(channel.name(), channel.configured(), endpoint.read(Direction.INCOMING, channel),
                subscription,
                attributes.bool(Attribute.AUTO_ACK).orElseThrow(),
                new FailureReader(attributes, channel, subscription).read(),
                attributes.choice(Attribute.EMPTY_PAYLOAD, EmptyPayload.class).orElseThrow(),
                attributes.seconds(Attribute.ACK_TIMEOUT_SECONDS).orElseThrow(),
                attributes.integer(Attribute.BUFFER_SIZE).orElseThrow(),
                attributes.choice(Attribute.QOS0_OVERFLOW_STRATEGY, OverflowStrategy.class).orElseThrow(),
                observation(),
                attributes.bool(Attribute.BROADCAST).orElseThrow());
    }

    private OutgoingSettings outgoing() {
        refuseRole(Role.CONSUMER, Direction.OUTGOING);
        return new OutgoingSettings(channel.name(), endpoint.read(Direction.OUTGOING, channel), defaults(),
                attributes.integer(Attribute.MAX_INFLIGHT_MESSAGES).orElseThrow(),
                attributes.seconds(Attribute.PUBLISH_TIMEOUT_SECONDS).orElseThrow(),
                attributes.seconds(Attribute.DELIVERY_TIMEOUT_SECONDS).orElseThrow(), observation());
    }

    private ObservationSettings observation() {
        return new ObservationSettings(attributes.bool(Attribute.HEALTH_ENABLED).orElseThrow(),
                attributes.bool(Attribute.TRACING_ENABLED).orElseThrow());
    }

    private PublishDefaults defaults() {
        return new PublishDefaults(attributes.text(Attribute.TOPIC).orElse(channel.name()),
                attributes.integer(Attribute.QOS).orElseThrow(),
                attributes.bool(Attribute.RETAIN).orElseThrow(),
                attributes.number(Attribute.MESSAGE_EXPIRY_INTERVAL).orElseThrow(),
                attributes.textOrNull(Attribute.RESPONSE_TOPIC),
                attributes.textOrNull(Attribute.CONTENT_TYPE));
    }

    private void refuseRole(Role contradiction, Direction direction) {
        attributes.choice(Attribute.ROLE, Role.class).filter(contradiction::equals).ifPresent(role -> {
            throw Attribute.ROLE.wrong(attributes.textOrNull(Attribute.ROLE),
                    "not contradict the direction of the channel, which is " + direction.name().toLowerCase(Locale.ROOT));
        });
    }

    private void checkCopies(SubscriptionSettings subscription) {
        int concurrency = attributes.integer(Attribute.CONCURRENCY).orElseThrow();
        if (concurrency > 1 && attributes.text(Attribute.SHARED_CONNECTION_NAME).isPresent()) {
            throw Attribute.CONCURRENCY.wrong(concurrency,
                    "be 1 with `shared-connection-name`, as each copy needs a connection of its own");
        }
        if (concurrency > 1 && !subscription.filters().stream().allMatch(Topics::isShared)) {
            throw Attribute.CONCURRENCY.wrong(concurrency,
                    "be 1 without a shared subscription, as each copy would get every message");
        }
    }
}
