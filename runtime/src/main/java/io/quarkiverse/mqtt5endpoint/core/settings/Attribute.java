package io.quarkiverse.mqtt5endpoint.core.settings;

import static io.quarkiverse.mqtt5endpoint.core.settings.Facts.channel;
import static io.quarkiverse.mqtt5endpoint.core.settings.Facts.connection;
import static io.quarkiverse.mqtt5endpoint.core.settings.Facts.incoming;
import static io.quarkiverse.mqtt5endpoint.core.settings.Facts.messaging;
import static io.quarkiverse.mqtt5endpoint.core.settings.Facts.outgoing;
import static io.quarkiverse.mqtt5endpoint.core.settings.Facts.refused;
import static io.quarkiverse.mqtt5endpoint.core.settings.ValueType.BOOLEAN;
import static io.quarkiverse.mqtt5endpoint.core.settings.ValueType.INT;
import static io.quarkiverse.mqtt5endpoint.core.settings.ValueType.LONG;
import static io.quarkiverse.mqtt5endpoint.core.settings.ValueType.STRING;

import java.util.Optional;

import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/** The attributes of channels, in the order of the reference, with all that is known about each. */
public enum Attribute {

    // The endpoint, for channels of both directions
    HOST("host", connection(STRING).hidingUserInfo()),
    PORT("port", connection(INT).atLeast(1).atMost(65535)),
    SERVERS("servers", connection(STRING).hidingUserInfo()),
    ROLE("role", channel(STRING).oneOf(Role.class)),
    RECONNECT_ATTEMPTS("reconnect-attempts", connection(INT).atLeast(-1).atMost(10).byDefault("10")),
    RECONNECT_INTERVAL_SECONDS("reconnect-interval-seconds", connection(INT).atLeast(1).byDefault("1")),
    RECONNECT_MAX_INTERVAL_SECONDS("reconnect-max-interval-seconds", connection(INT).atLeast(1).byDefault("120")),
    SESSION_EXPIRY_INTERVAL("session-expiry-interval", connection(LONG).atMost(0xFFFF_FFFFL).byDefault("86400")),
    CLIENT_ID("client-id", connection(STRING)),
    CLEAN_START("clean-start", connection(BOOLEAN)),
    SHARED_CONNECTION_NAME("shared-connection-name", channel(STRING)),
    USERNAME("username", connection(STRING).hidden()),
    PASSWORD("password", connection(STRING).hidden()),
    CREDENTIALS_PROVIDER_NAME("credentials-provider-name", connection(STRING)),
    AUTHENTICATION_MECHANISM_NAME("authentication-mechanism-name", connection(STRING)),
    REQUIRE_TLS("require-tls", connection(BOOLEAN).byDefault("false")),
    SSL("ssl", connection(BOOLEAN)),
    TLS_CONFIGURATION_NAME("tls-configuration-name", connection(STRING)),
    SSL_HOSTNAME_VERIFIER("ssl.hostname-verifier", connection(BOOLEAN)),
    SSL_TRUSTSTORE_TYPE("ssl.truststore.type", connection(STRING).oneOf(StoreType.class)),
    SSL_TRUSTSTORE_LOCATION("ssl.truststore.location", connection(STRING)),
    SSL_TRUSTSTORE_CERTIFICATES("ssl.truststore.certificates", connection(STRING).hidden()),
    SSL_TRUSTSTORE_PASSWORD("ssl.truststore.password", connection(STRING).hidden()),
    SSL_KEYSTORE_TYPE("ssl.keystore.type", connection(STRING).oneOf(StoreType.class)),
    SSL_KEYSTORE_LOCATION("ssl.keystore.location", connection(STRING)),
    SSL_KEYSTORE_CERTIFICATE_CHAIN("ssl.keystore.certificate-chain", connection(STRING).hidden()),
    SSL_KEYSTORE_KEY("ssl.keystore.key", connection(STRING).hidden()),
    SSL_KEYSTORE_KEY_PASSWORD("ssl.keystore.key-password", connection(STRING).hidden()),
    SSL_KEYSTORE_PASSWORD("ssl.keystore.password", connection(STRING).hidden()),
    KEEP_ALIVE_SECONDS("keep-alive-seconds", connection(INT).atLeast(0).atMost(65535).byDefault("30")),
    CONNECT_TIMEOUT_SECONDS("connect-timeout-seconds", connection(INT).atLeast(1).byDefault("10")),
    SHUTDOWN_TIMEOUT_SECONDS("shutdown-timeout-seconds", connection(INT).atLeast(0)),
    SERVER_REDIRECTS("server-redirects", connection(STRING).oneOf(ServerRedirects.class).byDefault("same-host")),
    MAX_BUFFERED_BYTES("max-buffered-bytes", connection(LONG).atLeast(1)),
    RECEIVE_MAXIMUM("receive-maximum", connection(INT).atLeast(1).atMost(65535).byDefault("1024")),
    MAXIMUM_PACKET_SIZE("maximum-packet-size", connection(INT).atLeast(1).atMost(268_435_460)),
    TOPIC_ALIAS_MAXIMUM("topic-alias-maximum", connection(INT).atLeast(0).atMost(65535).byDefault("16")),
    WILL_TOPIC("will-topic", connection(STRING)),
    WILL_PAYLOAD("will-payload", connection(STRING).hidden()),
    WILL_QOS("will-qos", connection(INT).atLeast(0).atMost(2)),
    WILL_RETAIN("will-retain", connection(BOOLEAN)),
    WILL_DELAY_INTERVAL("will-delay-interval", connection(LONG).atLeast(0).atMost(0xFFFF_FFFFL)),
    WILL_MESSAGE_EXPIRY_INTERVAL("will-message-expiry-interval", connection(LONG).atMost(0xFFFF_FFFFL)),
    WILL_CONTENT_TYPE("will-content-type", connection(STRING)),
    WILL_RESPONSE_TOPIC("will-response-topic", connection(STRING)),
    TRANSPORT("transport", connection(STRING).oneOf(Transport.class).byDefault("tcp")),
    WEBSOCKET_PATH("websocket-path", connection(STRING).byDefault("/mqtt")),
    HEALTH_ENABLED("health-enabled", channel(BOOLEAN).byDefault("true")),
    TRACING_ENABLED("tracing-enabled", channel(BOOLEAN).byDefault("true")),

    // Both directions, with a meaning of its own for each
    TOPIC("topic", channel(STRING)),
    QOS("qos", channel(INT).atLeast(0).atMost(2).byDefault("1")),

    // Consuming
    TOPICS("topics", incoming(STRING)),
    SHARED_SUBSCRIPTION("shared-subscription", incoming(BOOLEAN).byDefault("true")),
    SHARE_NAME("share-name", incoming(STRING)),
    NO_LOCAL("no-local", incoming(BOOLEAN).byDefault("false")),
    RETAIN_AS_PUBLISHED("retain-as-published", incoming(BOOLEAN).byDefault("false")),
    RETAIN_HANDLING("retain-handling", incoming(STRING).oneOf(RetainHandling.class).byDefault("send")),
    AUTO_ACK("auto-ack", incoming(BOOLEAN).byDefault("false")),
    FAILURE_STRATEGY("failure-strategy", incoming(STRING).byDefault("fail")),
    REJECT_REASON_CODE("reject.reason-code", incoming(STRING).byDefault("0x83")),
    DEAD_LETTER_QUEUE_TOPIC("dead-letter-queue.topic", incoming(STRING)),
    DEAD_LETTER_QUEUE_ON_FAILURE("dead-letter-queue.on-failure",
            incoming(STRING).oneOf(DeadLetterFallback.class).byDefault("fail")),
    EMPTY_PAYLOAD("empty-payload", incoming(STRING).oneOf(EmptyPayload.class).byDefault("fail")),
    ACK_TIMEOUT_SECONDS("ack-timeout-seconds", incoming(INT).atLeast(0).byDefault("60")),
    BUFFER_SIZE("buffer-size", incoming(INT).atLeast(1).byDefault("1024")),
    QOS0_OVERFLOW_STRATEGY("qos0-overflow-strategy", incoming(STRING).oneOf(OverflowStrategy.class).byDefault("drop-oldest")),

    // Publishing
    RETAIN("retain", outgoing(BOOLEAN).byDefault("false")),
    MESSAGE_EXPIRY_INTERVAL("message-expiry-interval", outgoing(LONG).atMost(0xFFFF_FFFFL).byDefault("-1")),
    RESPONSE_TOPIC("response-topic", outgoing(STRING)),
    CONTENT_TYPE("content-type", outgoing(STRING)),
    MAX_INFLIGHT_MESSAGES("max-inflight-messages", outgoing(INT).atLeast(1).atMost(65535).byDefault("1024")),
    PUBLISH_TIMEOUT_SECONDS("publish-timeout-seconds", outgoing(INT).atLeast(0).byDefault("60")),
    DELIVERY_TIMEOUT_SECONDS("delivery-timeout-seconds", outgoing(INT).atLeast(0).byDefault("0")),

    // Reactive Messaging's own, for every connector
    CHANNEL_NAME("channel-name", messaging(STRING)),
    CONNECTOR("connector", messaging(STRING)),
    TYPE("type", messaging(STRING)),
    ENABLED("enabled", messaging(BOOLEAN)),
    CONCURRENCY("concurrency", messaging(INT).byDefault("1")),
    BROADCAST("broadcast", messaging(BOOLEAN).byDefault("false")),
    MERGE("merge", messaging(BOOLEAN)),
    PAUSABLE("pausable", messaging(BOOLEAN)),
    PAUSABLE_INITIALLY_PAUSED("pausable.initially-paused", messaging(BOOLEAN)),
    PAUSABLE_BUFFER_SIZE("pausable.buffer-size", messaging(INT)),
    PAUSABLE_BUFFER_STRATEGY("pausable.buffer-strategy", messaging(STRING)),
    PAUSABLE_LATE_SUBSCRIPTION("pausable.late-subscription", messaging(BOOLEAN)),
    INITIALLY_PAUSED("initially-paused", messaging(BOOLEAN)),

    // Other connectors', which here would open what is to be closed
    TRUST_ALL("trust-all", refused(BOOLEAN));

    private final String key;
    private final Facts facts;

    Attribute(String key, Facts facts) {
        this.key = key;
        this.facts = facts;
    }

    /** As it is written in a configuration, without prefix. */
    public String key() {
        return key;
    }

    public Owner owner() {
        return facts.owner();
    }

    public ValueType type() {
        return facts.type();
    }

    public boolean isFor(Direction direction) {
        return facts.directions().contains(direction);
    }

    public Optional<String> defaultValue() {
        return Optional.ofNullable(facts.defaultValue());
    }

    /** Whether its value must never be shown. */
    public boolean isSecret() {
        return facts.secrecy() == Secrecy.SECRET;
    }

    /** Whether this value may be shown. */
    public boolean shows(Object value) {
        return facts.shows(value);
    }

    /** Whether it must be the same for all channels that share a connection. */
    public boolean isOfConnection() {
        return facts.ofConnection();
    }

    /** The largest number that it takes. */
    public long max() {
        return facts.max();
    }

    /** Refuses a number that is out of range. */
    public void check(long value) {
        if (!facts.isInRange(value)) {
            throw refuse(value);
        }
    }

    /** The choice that a word of the configuration means. */
    public Enum<?> choice(String word) {
        return facts.choice(word).orElseThrow(() -> refuse(word));
    }

    /** The boolean that a word of the configuration means. */
    public boolean bool(String word) {
        return Word.bool(word).orElseThrow(() -> refuse(word));
    }

    /** For a value that is not what the attribute takes. */
    public InvalidAttributeException refuse(Object found) {
        return wrong(found, facts.allowed());
    }

    /**
     * For a value that cannot be used. Never shows a secret.
     *
     * @param found {@code null} where it is missing or must not be shown
     * @param allowed what would be right, to follow "must"
     */
    public InvalidAttributeException wrong(Object found, String allowed) {
        return new InvalidAttributeException(key, shows(found) ? found : null, allowed);
    }
}
