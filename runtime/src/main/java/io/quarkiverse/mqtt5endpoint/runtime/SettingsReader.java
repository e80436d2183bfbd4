package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.mqtt5endpoint.Mqtt5RejectionException;
import io.quarkiverse.mqtt5endpoint.core.settings.EmptyPayload;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OverflowStrategy;
import io.quarkiverse.mqtt5endpoint.core.settings.Range;
import io.quarkiverse.mqtt5endpoint.core.settings.RetainHandling;
import io.quarkiverse.mqtt5endpoint.core.settings.Role;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TopicFilter;
import io.quarkiverse.mqtt5endpoint.core.settings.Topics;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/** Turns the attributes of one channel into checked settings. The only reader of the generated configuration. */
final class SettingsReader {

    // A comma that no backslash stands before separates filters.
    private static final Pattern SEPARATOR = Pattern.compile("(?<!\\\\),");

    private final String channel;
    private final Config config;
    private final Attributes attributes;
    private final EndpointReader endpoint;
    private final Optional<String> application;

    private SettingsReader(Config config, String channel, Optional<String> application) {
        this.application = application;
        this.channel = channel;
        this.config = config;
        this.attributes = new Attributes(config);
        this.endpoint = new EndpointReader(attributes);
    }

    /**
     * @param application the application's name, part of the default share name; empty where it has none
     */
    static IncomingSettings read(Mqtt5EndpointConnectorIncomingConfiguration config, Optional<String> application) {
        SettingsReader reader = new SettingsReader(new StrictConfig(config.config()), config.getChannel(), application);
        return reader.naming(() -> reader.incoming(new Mqtt5EndpointConnectorIncomingConfiguration(reader.config)));
    }

    static OutgoingSettings read(Mqtt5EndpointConnectorOutgoingConfiguration config) {
        SettingsReader reader = new SettingsReader(new StrictConfig(config.config()), config.getChannel(), Optional.empty());
        return reader.naming(() -> reader.outgoing(new Mqtt5EndpointConnectorOutgoingConfiguration(reader.config)));
    }

    static EmptyPayload emptyPayload(Mqtt5EndpointConnectorIncomingConfiguration config) {
        SettingsReader reader = new SettingsReader(new StrictConfig(config.config()), config.getChannel(), Optional.empty());
        return reader.naming(() -> reader.attributes.choice("empty-payload",
                reader.config.getOptionalValue("empty-payload", String.class).orElse("fail"), EmptyPayload.class));
    }

    /** Settings know what is wrong with them; here it gets the channel's name. */
    private <T> T naming(Supplier<T> settings) {
        try {
            return settings.get();
        } catch (InvalidAttributeException e) {
            throw named(channel, e);
        }
    }

    static IllegalArgumentException named(String channel, InvalidAttributeException e) {
        return e.found() == null ? errors.missingAttribute(channel, e.attribute(), e.allowed(), e.getCause())
                : errors.invalidAttribute(channel, e.attribute(), e.allowed(), e.found(), e.getCause());
    }

    private IncomingSettings incoming(Mqtt5EndpointConnectorIncomingConfiguration c) {
        role(c, Role.PRODUCER, "incoming");
        SubscriptionSettings subscription = subscription(c);
        rejectReasonCode(c);
        deadLetterTopic(c, subscription);
        copies(subscription, c.getSharedConnectionName().isPresent());
        return new IncomingSettings(channel, name(), endpoint.read(c, this::ofThisCopy), subscription,
                attributes.bool("auto-ack", c::getAutoAck),
                c.getFailureStrategy(),
                attributes.seconds(Range.ACK_TIMEOUT_SECONDS, c::getAckTimeoutSeconds),
                attributes.number(Range.BUFFER_SIZE, c::getBufferSize),
                attributes.choice("qos0-overflow-strategy", c.getQos0OverflowStrategy(), OverflowStrategy.class),
                attributes.bool("health-enabled", c::getHealthEnabled),
                attributes.bool("broadcast", () -> config.getOptionalValue("broadcast", Boolean.class).orElse(false)));
    }

    private OutgoingSettings outgoing(Mqtt5EndpointConnectorOutgoingConfiguration c) {
        role(c, Role.CONSUMER, "outgoing");
        return new OutgoingSettings(channel, endpoint.read(c, this::ofThisCopy),
                c.getTopic().orElse(channel),
                attributes.number(Range.QOS, c::getQos),
                attributes.bool("retain", c::getRetain),
                attributes.number(Range.MESSAGE_EXPIRY_INTERVAL, c::getMessageExpiryInterval),
                c.getResponseTopic().orElse(null),
                c.getContentType().orElse(null),
                attributes.number(Range.MAX_INFLIGHT_MESSAGES, c::getMaxInflightMessages),
                attributes.seconds(Range.PUBLISH_TIMEOUT_SECONDS, c::getPublishTimeoutSeconds),
                attributes.bool("health-enabled", c::getHealthEnabled));
    }

    private SubscriptionSettings subscription(Mqtt5EndpointConnectorIncomingConfiguration c) {
        boolean shared = attributes.bool("shared-subscription", c::getSharedSubscription);
        String shareName = shareName(c);
        String attribute = c.getTopics().isEmpty() ? "topic" : "topics";
        List<String> filters = filters(c).stream()
                .map(filter -> shared && !Topics.isShared(filter) ? Topics.shared(attribute, shareName, filter) : filter)
                .toList();
        Topics.checkNoOverlap(attribute, filters);
        SubscriptionSettings subscription = new SubscriptionSettings(filters, attributes.number(Range.QOS, c::getQos),
                attributes.bool("no-local", c::getNoLocal),
                attributes.bool("retain-as-published", c::getRetainAsPublished),
                attributes.choice("retain-handling", c.getRetainHandling(), RetainHandling.class));
        if (subscription.noLocal() && subscription.hasShared()) {
            // MQTT 5, 3.8.3.1: a protocol error
            throw new InvalidAttributeException("no-local", true, "be `false` with a shared subscription");
        }
        return subscription;
    }

    private List<String> filters(Mqtt5EndpointConnectorIncomingConfiguration c) {
        if (c.getTopics().isEmpty()) {
            return List.of(Topics.checkFilter("topic", c.getTopic().orElse(name())));
        }
        if (c.getTopic().isPresent()) {
            throw new InvalidAttributeException("topics", c.getTopics().get(), "not be set together with `topic`");
        }
        return Stream.of(SEPARATOR.split(c.getTopics().get(), -1))
                .map(filter -> Topics.checkFilter("topics", filter.trim().replace("\\,", ",")))
                .toList();
    }

    private String shareName(Mqtt5EndpointConnectorIncomingConfiguration c) {
        return c.getShareName().map(name -> Topics.checkShareName("share-name", name))
                .orElseGet(() -> (application.map(app -> app + "-").orElse("") + name()).replaceAll("[/+#\u0000{}]", "-"));
    }

    private void role(Mqtt5EndpointConnectorCommonConfiguration c, Role contradiction, String direction) {
        c.getRole().map(value -> attributes.choice("role", value, Role.class)).filter(contradiction::equals).ifPresent(role -> {
            throw new InvalidAttributeException("role", c.getRole().get(),
                    "not contradict the direction of the channel, which is " + direction);
        });
    }

    private void copies(SubscriptionSettings subscription, boolean shared) {
        int concurrency = attributes.number(Range.CONCURRENCY,
                () -> config.getOptionalValue("concurrency", Integer.class).orElse(1));
        if (concurrency > 1 && shared) {
            throw new InvalidAttributeException("concurrency", concurrency,
                    "be 1 with `shared-connection-name`, as each copy needs a connection of its own");
        }
        if (concurrency > 1 && !subscription.filters().stream().allMatch(Topics::isShared)) {
            throw new InvalidAttributeException("concurrency", concurrency,
                    "be 1 without a shared subscription, as each copy would get every message");
        }
    }

    /** Read again by the strategy, which finds here that it can be. */
    private static void rejectReasonCode(Mqtt5EndpointConnectorIncomingConfiguration c) {
        try {
            new Mqtt5RejectionException(Integer.decode(c.getRejectReasonCode().trim()), null);
        } catch (IllegalArgumentException e) {
            throw new InvalidAttributeException("reject.reason-code", c.getRejectReasonCode(),
                    "be one of 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99, or its decimal form");
        }
    }

    private void deadLetterTopic(Mqtt5EndpointConnectorIncomingConfiguration c, SubscriptionSettings subscription) {
        String topic = c.getDeadLetterQueueTopic().orElse("dead-letter-topic-" + name());
        if (c.getDeadLetterQueueTopic().isPresent() || c.getFailureStrategy().equals("dead-letter-queue")) {
            Topics.checkName("dead-letter-queue.topic", topic);
        }
        if (c.getFailureStrategy().equals("dead-letter-queue")
                && TopicFilter.all(subscription.filters()).stream().anyMatch(filter -> filter.matches(topic))) {
            throw new InvalidAttributeException("dead-letter-queue.topic", topic,
                    "not be matched by the channel's own filter, as each dead letter would come back");
        }
    }

    private String name() {
        return attributes.isCopy(channel) ? channel.substring(0, channel.lastIndexOf('$')) : channel;
    }

    private String ofThisCopy(String clientId) {
        return attributes.isCopy(channel) ? clientId + "-" + channel.substring(channel.lastIndexOf('$') + 1) : clientId;
    }
}
