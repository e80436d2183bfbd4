package io.quarkiverse.mqtt5endpoint.runtime;

import static io.smallrye.reactive.messaging.annotations.ConnectorAttribute.Direction.INCOMING;
import static io.smallrye.reactive.messaging.annotations.ConnectorAttribute.Direction.INCOMING_AND_OUTGOING;
import static io.smallrye.reactive.messaging.annotations.ConnectorAttribute.Direction.OUTGOING;

import java.util.concurrent.Flow;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.health.HealthReporter;
import io.smallrye.reactive.messaging.providers.connectors.ExecutionHolder;

/** Declares the connector's attributes; the behaviour is in {@link Channels}. */
@ApplicationScoped
@Connector(Mqtt5EndpointConnector.CONNECTOR_NAME)
// The endpoint, for channels of both directions
@ConnectorAttribute(name = "host", type = "string", direction = INCOMING_AND_OUTGOING, description = "The host name or address of the MQTT 5 server. Required; in dev and test mode, Dev Services supply a server.")
@ConnectorAttribute(name = "port", type = "int", direction = INCOMING_AND_OUTGOING, description = "The port of the server, 1 to 65535. Default: 1883, or 8883 with TLS; for WebSocket 80, or 443 with TLS.")
@ConnectorAttribute(name = "servers", type = "string", direction = INCOMING_AND_OUTGOING, description = "Several servers as `host:port,host:port`, tried in order, instead of `host` and `port`. The order starts again with the first after each connection.")
@ConnectorAttribute(name = "role", type = "string", direction = INCOMING_AND_OUTGOING, description = "What the channel may do: `consumer`, `producer` or `consumer-and-producer`. Default: the role of its direction. Startup fails if the role contradicts the direction.")
@ConnectorAttribute(name = "reconnect-attempts", type = "int", direction = INCOMING_AND_OUTGOING, defaultValue = "10", description = "How often a connection that was lost, or never made, is retried before the channel fails permanently, 0 to 10, or -1 for no limit. The count restarts after progress, not with each accepted connection.")
@ConnectorAttribute(name = "reconnect-interval-seconds", type = "int", direction = INCOMING_AND_OUTGOING, defaultValue = "1", description = "The delay before the first retry in seconds, at least 1. It doubles with each further retry and varies by up to 25 %.")
@ConnectorAttribute(name = "reconnect-max-interval-seconds", type = "int", direction = INCOMING_AND_OUTGOING, defaultValue = "120", description = "The maximum delay between retries in seconds, at least `reconnect-interval-seconds`.")
@ConnectorAttribute(name = "session-expiry-interval", type = "long", direction = INCOMING_AND_OUTGOING, defaultValue = "86400", description = "How many seconds the server keeps the session after the connection has ended, up to 4294967295. 0: the session ends with the connection. -1 or less: it never expires.")
@ConnectorAttribute(name = "client-id", type = "string", direction = INCOMING_AND_OUTGOING, description = "The MQTT client identifier. Default: `gio-apim-client-` and the first group of a random UUID, new at each start and kept through reconnects. With `concurrency`, copy k connects as `<client-id>-k`.")
@ConnectorAttribute(name = "clean-start", type = "boolean", direction = INCOMING_AND_OUTGOING, description = "Whether the server discards an earlier session at the first connection of the process; reconnects resume the session. Default: `true` if `client-id` is not set, and for an outgoing channel with its own connection and no `will-delay-interval`; otherwise `false`.")
@ConnectorAttribute(name = "shared-connection-name", type = "string", direction = INCOMING_AND_OUTGOING, description = "Channels with the same name use one connection, for consuming and publishing. Their connection attributes must not differ, and their filters must not overlap. Default: one connection per channel.")
@ConnectorAttribute(name = "username", type = "string", direction = INCOMING_AND_OUTGOING, description = "The user name. Can be used without a password.")
@ConnectorAttribute(name = "password", type = "string", direction = INCOMING_AND_OUTGOING, description = "The password. Can be used without a user name. Never logged.")
@ConnectorAttribute(name = "credentials-provider-name", type = "string", direction = INCOMING_AND_OUTGOING, description = "The name of a Quarkus `CredentialsProvider`, which is called before each connect. Must not be combined with `password`; `username` is used if the provider returns no user name.")
@ConnectorAttribute(name = "authentication-mechanism-name", type = "string", direction = INCOMING_AND_OUTGOING, description = "The `@Identifier` of a bean of type `com.hivemq.client.mqtt.mqtt5.auth.Mqtt5EnhancedAuthMechanism`, for enhanced authentication. Default: none.")
@ConnectorAttribute(name = "require-tls", type = "boolean", direction = INCOMING_AND_OUTGOING, defaultValue = "false", description = "Whether startup fails if the connection does not use TLS.")
@ConnectorAttribute(name = "ssl", type = "boolean", direction = INCOMING_AND_OUTGOING, description = "Whether the connection uses TLS. Default: `true` if `tls-configuration-name` or another `ssl.` attribute is set, otherwise `false`. Startup fails if it is set to `false` in addition to one of those.")
@ConnectorAttribute(name = "tls-configuration-name", type = "string", direction = INCOMING_AND_OUTGOING, description = "The name of a configuration of the Quarkus TLS registry, `quarkus.tls.<name>.*`, which is read before each connect. Must not be combined with an `ssl.` attribute.")
@ConnectorAttribute(name = "ssl.hostname-verifier", type = "boolean", direction = INCOMING_AND_OUTGOING, description = "Whether the server's certificate must contain the host name. The certificate chain is always checked. Default: `true`.")
@ConnectorAttribute(name = "ssl.truststore.type", type = "string", direction = INCOMING_AND_OUTGOING, description = "The type of the trust store: `none`, `pem`, `jks` or `pkcs12`, case-insensitive. Default, and `none`: the JVM's default trust store.")
@ConnectorAttribute(name = "ssl.truststore.location", type = "string", direction = INCOMING_AND_OUTGOING, description = "A file or class path resource with the trusted certificates: PEM with any number of them, or a JKS or PKCS12 store.")
@ConnectorAttribute(name = "ssl.truststore.certificates", type = "string", direction = INCOMING_AND_OUTGOING, description = "The same content inline, instead of `ssl.truststore.location`: PEM text, or base64 of the file.")
@ConnectorAttribute(name = "ssl.truststore.password", type = "string", direction = INCOMING_AND_OUTGOING, description = "The password of a JKS or PKCS12 trust store.")
@ConnectorAttribute(name = "ssl.keystore.type", type = "string", direction = INCOMING_AND_OUTGOING, description = "The type of the key store: `none`, `pem`, `jks` or `pkcs12`, case-insensitive. Default, and `none`: no client certificate.")
@ConnectorAttribute(name = "ssl.keystore.location", type = "string", direction = INCOMING_AND_OUTGOING, description = "A file or class path resource: for PEM the private key, optionally with the certificate chain in the same file; otherwise a JKS or PKCS12 store.")
@ConnectorAttribute(name = "ssl.keystore.certificate-chain", type = "string", direction = INCOMING_AND_OUTGOING, description = "For PEM, the certificate chain: PEM text, base64 of it, a file or a class path resource. Default: in the file of the key.")
@ConnectorAttribute(name = "ssl.keystore.key", type = "string", direction = INCOMING_AND_OUTGOING, description = "The key inline, instead of `ssl.keystore.location`: for PEM a PKCS#8 key, optionally encrypted, as PEM text or base64 of it; otherwise base64 of the store.")
@ConnectorAttribute(name = "ssl.keystore.key-password", type = "string", direction = INCOMING_AND_OUTGOING, description = "The password of the key: of an encrypted PEM key, or of an entry of the store. Default: none, or the password of the store.")
@ConnectorAttribute(name = "ssl.keystore.password", type = "string", direction = INCOMING_AND_OUTGOING, description = "The password of a JKS or PKCS12 key store.")
@ConnectorAttribute(name = "keep-alive-seconds", type = "int", direction = INCOMING_AND_OUTGOING, defaultValue = "30", description = "The keep-alive interval in seconds, 0 to 65535; 0 turns keep-alive off.")
@ConnectorAttribute(name = "connect-timeout-seconds", type = "int", direction = INCOMING_AND_OUTGOING, defaultValue = "10", description = "The timeout in seconds for the TCP connection, and again for the server's answer to CONNECT, at least 1.")
@ConnectorAttribute(name = "shutdown-timeout-seconds", type = "int", direction = INCOMING_AND_OUTGOING, defaultValue = "10", description = "How many seconds an orderly stop waits for messages that are being processed and for waiting publications; 0 means not at all.")
@ConnectorAttribute(name = "receive-maximum", type = "int", direction = INCOMING_AND_OUTGOING, defaultValue = "1024", description = "The maximum number of messages of QoS 1 and 2 that are delivered and unacknowledged, 1 to 65535.")
@ConnectorAttribute(name = "maximum-packet-size", type = "int", direction = INCOMING_AND_OUTGOING, description = "The size in bytes of the largest packet that the server may send, 1 to 268435460. Default: the protocol's maximum.")
@ConnectorAttribute(name = "topic-alias-maximum", type = "int", direction = INCOMING_AND_OUTGOING, defaultValue = "16", description = "The number of topic aliases that the server may use, 0 to 65535.")
@ConnectorAttribute(name = "will-topic", type = "string", direction = INCOMING_AND_OUTGOING, description = "The topic name of the last will, which the server publishes when the connection is lost. Default: no last will.")
@ConnectorAttribute(name = "will-payload", type = "string", direction = INCOMING_AND_OUTGOING, description = "The text of the last will. Default: empty. Like the other attributes of the last will, it requires `will-topic`.")
@ConnectorAttribute(name = "will-qos", type = "int", direction = INCOMING_AND_OUTGOING, description = "The quality of service of the last will: 0, 1 or 2. Default: 1.")
@ConnectorAttribute(name = "will-retain", type = "boolean", direction = INCOMING_AND_OUTGOING, description = "Whether the server keeps the last will for later subscribers. Default: `false`.")
@ConnectorAttribute(name = "will-delay-interval", type = "long", direction = INCOMING_AND_OUTGOING, description = "How many seconds the server waits for the client to come back before it publishes the last will, 0 to 4294967295. Default: 0.")
@ConnectorAttribute(name = "will-message-expiry-interval", type = "long", direction = INCOMING_AND_OUTGOING, description = "How many seconds the server may keep the last will for a subscriber, 0 to 4294967295. Default, and negative: indefinitely.")
@ConnectorAttribute(name = "will-content-type", type = "string", direction = INCOMING_AND_OUTGOING, description = "The content type of the last will. Default: none.")
@ConnectorAttribute(name = "will-response-topic", type = "string", direction = INCOMING_AND_OUTGOING, description = "The response topic of the last will. Default: none.")
@ConnectorAttribute(name = "transport", type = "string", direction = INCOMING_AND_OUTGOING, defaultValue = "tcp", description = "The transport protocol: `tcp` or `websocket`.")
@ConnectorAttribute(name = "websocket-path", type = "string", direction = INCOMING_AND_OUTGOING, defaultValue = "/mqtt", description = "The path of the WebSocket server, optionally with a query. Ignored for `tcp`.")
@ConnectorAttribute(name = "health-enabled", type = "boolean", direction = INCOMING_AND_OUTGOING, defaultValue = "true", description = "Whether the channel is part of the health checks.")
// Consuming
@ConnectorAttribute(name = "topic", type = "string", direction = INCOMING, description = "The topic filter to subscribe to; wildcards are allowed. Default: the channel's name.")
@ConnectorAttribute(name = "topics", type = "string", direction = INCOMING, description = "Several topic filters, separated by commas; a comma in a filter is written as `\\,`. Must not be combined with `topic`.")
@ConnectorAttribute(name = "qos", type = "int", direction = INCOMING, defaultValue = "1", description = "The highest quality of service with which the server may deliver: 0, 1 or 2.")
@ConnectorAttribute(name = "shared-subscription", type = "boolean", direction = INCOMING, defaultValue = "true", description = "Whether the subscription is shared, so that replicas with the same share name share the work: `$share/<share-name>/<topic>`. A filter that begins with `$share/` is used unchanged.")
@ConnectorAttribute(name = "share-name", type = "string", direction = INCOMING, description = "The name of the shared subscription. Default: `<quarkus.application.name>-<channel>`. Consumers with a different share name receive their own copy of every message.")
@ConnectorAttribute(name = "no-local", type = "boolean", direction = INCOMING, defaultValue = "false", description = "Whether the server does not deliver what the same client published. Not supported for shared subscriptions.")
@ConnectorAttribute(name = "retain-as-published", type = "boolean", direction = INCOMING, defaultValue = "false", description = "Whether messages are delivered with the RETAIN flag with which they were published.")
@ConnectorAttribute(name = "retain-handling", type = "string", direction = INCOMING, defaultValue = "send", description = "Which retained messages a subscription receives: `send`, `send-if-subscription-does-not-exist` or `do-not-send`. By the specification, shared subscriptions receive none.")
@ConnectorAttribute(name = "auto-ack", type = "boolean", direction = INCOMING, defaultValue = "false", description = "Whether a message is acknowledged to the server when it is delivered to the application, instead of when the application acknowledges it. A later nack is logged and counted, and no failure strategy runs.")
@ConnectorAttribute(name = "failure-strategy", type = "string", direction = INCOMING, defaultValue = "fail", description = "What happens when a message is nacked: `fail` ends the channel so that other consumers take over, `ignore` logs, counts and acknowledges, `reject` acknowledges with a reason code that makes the server discard the message, `dead-letter-queue` publishes it to another topic. Or the `@Identifier` of your own bean.")
@ConnectorAttribute(name = "reject.reason-code", type = "string", direction = INCOMING, defaultValue = "0x83", description = "The reason code of the strategy `reject`, decimal or hexadecimal with 0x: 0x80, 0x83, 0x87, 0x90, 0x91, 0x97 or 0x99.")
@ConnectorAttribute(name = "dead-letter-queue.topic", type = "string", direction = INCOMING, description = "The topic name to which the strategy `dead-letter-queue` publishes. Default: `dead-letter-topic-<channel>`.")
@ConnectorAttribute(name = "ack-timeout-seconds", type = "int", direction = INCOMING, defaultValue = "60", description = "After how many seconds an unsettled message is logged, counted and shown in the readiness check; 0 turns it off.")
@ConnectorAttribute(name = "buffer-size", type = "int", direction = INCOMING, defaultValue = "1024", description = "The maximum number of messages of QoS 0 that wait for the application, at least 1.")
@ConnectorAttribute(name = "qos0-overflow-strategy", type = "string", direction = INCOMING, defaultValue = "drop-oldest", description = "What happens to messages of QoS 0 when the buffer is full: `drop-oldest`, `drop-latest` or `fail`. Each drop is counted.")
// Publishing
@ConnectorAttribute(name = "topic", type = "string", direction = OUTGOING, description = "The topic name to publish to. Default: the channel's name.")
@ConnectorAttribute(name = "qos", type = "int", direction = OUTGOING, defaultValue = "1", description = "The quality of service of published messages: 0, 1 or 2.")
@ConnectorAttribute(name = "retain", type = "boolean", direction = OUTGOING, defaultValue = "false", description = "Whether the server keeps the last message of a topic for later subscribers.")
@ConnectorAttribute(name = "message-expiry-interval", type = "long", direction = OUTGOING, defaultValue = "-1", description = "How many seconds the server may keep a message for a subscriber, 0 to 4294967295. Negative: indefinitely.")
@ConnectorAttribute(name = "response-topic", type = "string", direction = OUTGOING, description = "The topic name to which responses should be published.")
@ConnectorAttribute(name = "content-type", type = "string", direction = OUTGOING, description = "The content type of the messages. Default: derived from the payload, `text/plain`, `application/json`, or none for bytes.")
@ConnectorAttribute(name = "max-inflight-messages", type = "int", direction = OUTGOING, defaultValue = "1024", description = "The maximum number of messages that are handed to the client and not yet acknowledged by the server, 1 to 65535.")
@ConnectorAttribute(name = "publish-timeout-seconds", type = "int", direction = OUTGOING, defaultValue = "60", description = "After how many seconds without an acknowledgement, while connected, a message is nacked; 0 turns it off.")
public class Mqtt5EndpointConnector implements InboundConnector, OutboundConnector, HealthReporter {

    public static final String CONNECTOR_NAME = "smallrye-mqtt5-endpoint";

    // Before the application's own observers, whose beans must still be there for messages in their hands.
    private static final int BEFORE_THE_APPLICATION = 500;

    private final Channels channels;

    @Inject
    public Mqtt5EndpointConnector(ExecutionHolder execution, Config application,
            @Any Instance<Mqtt5FailureHandler.Factory> failureHandlers,
            Collaborators collaborators, TlsConfigurationRegistry tls) {
        this.channels = new Channels(execution.vertx().getDelegate(), application, FailureHandlers.beans(failureHandlers),
                collaborators, tls);
    }

    @Override
    public Flow.Publisher<? extends Message<?>> getPublisher(Config config) {
        return channels.incoming(new Mqtt5EndpointConnectorIncomingConfiguration(config));
    }

    @Override
    public Flow.Subscriber<? extends Message<?>> getSubscriber(Config config) {
        return channels.outgoing(new Mqtt5EndpointConnectorOutgoingConfiguration(config));
    }

    @Override
    public HealthReport getStartup() {
        return channels.startup();
    }

    @Override
    public HealthReport getReadiness() {
        return channels.readiness();
    }

    @Override
    public HealthReport getLiveness() {
        return channels.liveness();
    }

    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) @Priority(BEFORE_THE_APPLICATION) ShutdownEvent event) {
        channels.stop();
    }

    void destroy(
            @Observes(notifyObserver = Reception.IF_EXISTS) @Priority(50) @BeforeDestroyed(ApplicationScoped.class) Object event) {
        channels.stop();
    }
}
