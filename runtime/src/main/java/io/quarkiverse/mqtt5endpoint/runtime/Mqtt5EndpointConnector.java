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
import jakarta.interceptor.Interceptor;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.quarkiverse.mqtt5endpoint.runtime.config.ReportedAttributes;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
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
@ConnectorAttribute(name = "port", type = "int", direction = INCOMING_AND_OUTGOING, description = "The port of the server, 1 to 65535. Unset: 1883, or 8883 with TLS; for WebSocket 80, or 443 with TLS.")
@ConnectorAttribute(name = "servers", type = "string", direction = INCOMING_AND_OUTGOING, description = "Several servers as `host:port,host:port`, tried in order, instead of `host` and `port`. After each connection, the order starts again with the first.")
@ConnectorAttribute(name = "role", type = "string", direction = INCOMING_AND_OUTGOING, description = "What the channel may do: `consumer`, `producer` or `consumer-and-producer`. Unset: as its direction says. A role that contradicts the direction stops the application from starting.")
@ConnectorAttribute(name = "reconnect-attempts", type = "int", direction = INCOMING_AND_OUTGOING, defaultValue = "10", description = "How often a connection that was lost or never made is retried before the channel fails permanently, 0 to 10, or -1 for no limit. The count starts again only after progress: a message acknowledged in either direction, a subscription that was granted 10 s ago, or a connection that lasted 30 s or `reconnect-max-interval-seconds`, whichever is less.")
@ConnectorAttribute(name = "reconnect-interval-seconds", type = "int", direction = INCOMING_AND_OUTGOING, defaultValue = "1", description = "The delay before the first retry in seconds, at least 1. It doubles with each further retry and is varied by up to 25 %.")
@ConnectorAttribute(name = "reconnect-max-interval-seconds", type = "int", direction = INCOMING_AND_OUTGOING, defaultValue = "120", description = "The longest delay between retries in seconds, at least `reconnect-interval-seconds`.")
@ConnectorAttribute(name = "session-expiry-interval", type = "long", direction = INCOMING_AND_OUTGOING, defaultValue = "86400", description = "How many seconds the server keeps the session after the connection has ended, up to 4294967295. 0: the session ends with the connection. -1 or less: it never expires.")
@ConnectorAttribute(name = "client-id", type = "string", direction = INCOMING_AND_OUTGOING, description = "The MQTT client identifier. Unset: `gio-apim-client-` and the first group of a random UUID, new at each start and kept through reconnects. With `concurrency`, copy k connects as `<client-id>-k`.")
@ConnectorAttribute(name = "clean-start", type = "boolean", direction = INCOMING_AND_OUTGOING, description = "Whether the first connection of the process makes the server forget an earlier session; reconnects resume it. Unset: `true` if `client-id` is not set, and for an outgoing channel with a connection of its own and no `will-delay-interval`; else `false`.")
@ConnectorAttribute(name = "shared-connection-name", type = "string", direction = INCOMING_AND_OUTGOING, description = "Channels with the same name use one connection, for consuming and publishing. Their connection attributes must be the same, and their filters must not overlap. Unset: a connection for each channel.")
@ConnectorAttribute(name = "username", type = "string", direction = INCOMING_AND_OUTGOING, description = "The user name sent to the server. May be set without a password.")
@ConnectorAttribute(name = "password", type = "string", direction = INCOMING_AND_OUTGOING, description = "The password sent to the server. May be set without a user name. Never logged.")
@ConnectorAttribute(name = "credentials-provider-name", type = "string", direction = INCOMING_AND_OUTGOING, description = "The name of a Quarkus `CredentialsProvider`, which is asked before each connect. Not together with `password`; `username` is used if the provider returns none.")
@ConnectorAttribute(name = "authentication-mechanism-name", type = "string", direction = INCOMING_AND_OUTGOING, description = "The `@Identifier` of a bean of the type `io.quarkiverse.mqtt5endpoint.Mqtt5Authentication`, for enhanced authentication. Unset: none.")
@ConnectorAttribute(name = "require-tls", type = "boolean", direction = INCOMING_AND_OUTGOING, defaultValue = "false", description = "Whether the application refuses to start if the connection has no TLS.")
@ConnectorAttribute(name = "ssl", type = "boolean", direction = INCOMING_AND_OUTGOING, description = "Whether the connection uses TLS. Unset: `true` if `tls-configuration-name` or another `ssl.` attribute is set, else `false`. An explicit `false` together with one of those stops the application from starting.")
@ConnectorAttribute(name = "tls-configuration-name", type = "string", direction = INCOMING_AND_OUTGOING, description = "The name of a configuration of the Quarkus TLS registry, `quarkus.tls.<name>.*`, which is asked before each connect. Not together with an `ssl.` attribute.")
@ConnectorAttribute(name = "ssl.hostname-verifier", type = "boolean", direction = INCOMING_AND_OUTGOING, description = "Whether the server's certificate must name the host. Its chain is checked in any case. Unset: `true`.")
@ConnectorAttribute(name = "ssl.truststore.type", type = "string", direction = INCOMING_AND_OUTGOING, description = "The format of the trusted certificates: `none`, `pem`, `jks` or `pkcs12`, in any case. Unset or `none`: the trust store of the JVM.")
@ConnectorAttribute(name = "ssl.truststore.location", type = "string", direction = INCOMING_AND_OUTGOING, description = "A file or class path resource with the trusted certificates: PEM with any number of them, or a JKS or PKCS12 store.")
@ConnectorAttribute(name = "ssl.truststore.certificates", type = "string", direction = INCOMING_AND_OUTGOING, description = "The same content inline, instead of `ssl.truststore.location`: PEM text, or base64 of the file.")
@ConnectorAttribute(name = "ssl.truststore.password", type = "string", direction = INCOMING_AND_OUTGOING, description = "The password of a JKS or PKCS12 trust store.")
@ConnectorAttribute(name = "ssl.keystore.type", type = "string", direction = INCOMING_AND_OUTGOING, description = "The format of the client's key and certificate: `none`, `pem`, `jks` or `pkcs12`, in any case. Unset or `none`: no client certificate.")
@ConnectorAttribute(name = "ssl.keystore.location", type = "string", direction = INCOMING_AND_OUTGOING, description = "A file or class path resource: for PEM the private key, optionally with the certificate chain in the same file; else a JKS or PKCS12 store.")
@ConnectorAttribute(name = "ssl.keystore.certificate-chain", type = "string", direction = INCOMING_AND_OUTGOING, description = "For PEM, the certificate chain: PEM text, base64 of it, a file or a class path resource. Unset: in the file of the key.")
@ConnectorAttribute(name = "ssl.keystore.key", type = "string", direction = INCOMING_AND_OUTGOING, description = "The key inline, instead of `ssl.keystore.location`: for PEM a PKCS#8 key as PEM text or base64 of it, also encrypted; else base64 of the store.")
@ConnectorAttribute(name = "ssl.keystore.key-password", type = "string", direction = INCOMING_AND_OUTGOING, description = "The password of the key itself: of an encrypted PEM key, or of an entry of the store. Unset: none, or that of the store.")
@ConnectorAttribute(name = "ssl.keystore.password", type = "string", direction = INCOMING_AND_OUTGOING, description = "The password of a JKS or PKCS12 key store.")
@ConnectorAttribute(name = "keep-alive-seconds", type = "int", direction = INCOMING_AND_OUTGOING, defaultValue = "30", description = "After how many seconds of silence the connection is probed, 0 to 65535; 0 turns it off.")
@ConnectorAttribute(name = "connect-timeout-seconds", type = "int", direction = INCOMING_AND_OUTGOING, defaultValue = "10", description = "How many seconds the TCP connection, then the server's answer to CONNECT, and then its answer to SUBSCRIBE may take, at least 1.")
@ConnectorAttribute(name = "shutdown-timeout-seconds", type = "int", direction = INCOMING_AND_OUTGOING, description = "How many seconds an orderly stop waits for messages that are being processed and for publishes that wait, 0 for not at all. Unset: 10, but 0 in dev and test mode.")
@ConnectorAttribute(name = "server-redirects", type = "string", direction = INCOMING_AND_OUTGOING, defaultValue = "same-host", description = "Which server references (reason codes 0x9C and 0x9D) are followed: `same-host` those to another port of the same host, `any`, or `never`. Never from TLS to clear text, and never from loopback to elsewhere.")
@ConnectorAttribute(name = "max-buffered-bytes", type = "long", direction = INCOMING_AND_OUTGOING, description = "How many bytes of payloads of QoS 0 may wait for the application, at least 1, in addition to the limit of `buffer-size`; beyond it `qos0-overflow-strategy` decides. Unset: a tenth of the maximum heap.")
@ConnectorAttribute(name = "receive-maximum", type = "int", direction = INCOMING_AND_OUTGOING, defaultValue = "1024", description = "How many messages of QoS 1 and 2 may be delivered and not yet acknowledged, 1 to 65535.")
@ConnectorAttribute(name = "maximum-packet-size", type = "int", direction = INCOMING_AND_OUTGOING, description = "The largest packet that the server may send, in bytes, 1 to 268435460. Unset: the protocol's maximum.")
@ConnectorAttribute(name = "topic-alias-maximum", type = "int", direction = INCOMING_AND_OUTGOING, defaultValue = "16", description = "How many topic aliases the server may use, 0 to 65535.")
@ConnectorAttribute(name = "will-topic", type = "string", direction = INCOMING_AND_OUTGOING, description = "The topic name of the last will, which the server publishes when the connection is lost. Unset: no last will.")
@ConnectorAttribute(name = "will-payload", type = "string", direction = INCOMING_AND_OUTGOING, description = "The text of the last will. Unset: empty. Like the other attributes of the last will, only together with `will-topic`.")
@ConnectorAttribute(name = "will-qos", type = "int", direction = INCOMING_AND_OUTGOING, description = "The quality of service of the last will: 0, 1 or 2. Unset: 1.")
@ConnectorAttribute(name = "will-retain", type = "boolean", direction = INCOMING_AND_OUTGOING, description = "Whether the server keeps the last will for later subscribers. Unset: `false`.")
@ConnectorAttribute(name = "will-delay-interval", type = "long", direction = INCOMING_AND_OUTGOING, description = "How many seconds the server waits for the client to come back before it publishes the last will, 0 to 4294967295. Unset: 0.")
@ConnectorAttribute(name = "will-message-expiry-interval", type = "long", direction = INCOMING_AND_OUTGOING, description = "How many seconds the server may keep the last will for a subscriber, 0 to 4294967295. Unset or negative: indefinitely.")
@ConnectorAttribute(name = "will-content-type", type = "string", direction = INCOMING_AND_OUTGOING, description = "The content type of the last will. Unset: none.")
@ConnectorAttribute(name = "will-response-topic", type = "string", direction = INCOMING_AND_OUTGOING, description = "The topic name to which responses to the last will should be published. Unset: none.")
@ConnectorAttribute(name = "transport", type = "string", direction = INCOMING_AND_OUTGOING, defaultValue = "tcp", description = "What carries the connection: `tcp` or `websocket`.")
@ConnectorAttribute(name = "websocket-path", type = "string", direction = INCOMING_AND_OUTGOING, defaultValue = "/mqtt", description = "The path where a WebSocket server listens, with the query if it needs one. Ignored for `tcp`.")
@ConnectorAttribute(name = "health-enabled", type = "boolean", direction = INCOMING_AND_OUTGOING, defaultValue = "true", description = "Whether the channel takes part in the health checks.")
@ConnectorAttribute(name = "tracing-enabled", type = "boolean", direction = INCOMING_AND_OUTGOING, defaultValue = "true", description = "Whether messages are traced if the application has OpenTelemetry.")
// Consuming
@ConnectorAttribute(name = "topic", type = "string", direction = INCOMING, description = "The topic filter to subscribe to, wildcards allowed. Unset: the channel's name.")
@ConnectorAttribute(name = "topics", type = "string", direction = INCOMING, description = "Several topic filters, separated by commas; a comma of a filter is written as `\\,`. Not together with `topic`.")
@ConnectorAttribute(name = "qos", type = "int", direction = INCOMING, defaultValue = "1", description = "The highest quality of service that the server may deliver with: 0, 1 or 2.")
@ConnectorAttribute(name = "shared-subscription", type = "boolean", direction = INCOMING, defaultValue = "true", description = "Whether the subscription is shared, so that replicas with the same share name share the work: `$share/<share-name>/<topic>`. A filter that begins with `$share/` is used as it is.")
@ConnectorAttribute(name = "share-name", type = "string", direction = INCOMING, description = "The name of the shared subscription. Unset: `<quarkus.application.name>-<channel>`. Consumers with another share name get their own copy of every message.")
@ConnectorAttribute(name = "no-local", type = "boolean", direction = INCOMING, defaultValue = "false", description = "Whether the server skips messages that this client itself published. Not with a shared subscription.")
@ConnectorAttribute(name = "retain-as-published", type = "boolean", direction = INCOMING, defaultValue = "false", description = "Whether forwarded messages keep the RETAIN flag that they were published with.")
@ConnectorAttribute(name = "retain-handling", type = "string", direction = INCOMING, defaultValue = "send", description = "Which retained messages a subscription gets: `send`, `send-if-subscription-does-not-exist` or `do-not-send`. By the specification, servers send none to shared subscriptions.")
@ConnectorAttribute(name = "auto-ack", type = "boolean", direction = INCOMING, defaultValue = "false", description = "Whether a message is acknowledged to the server when it is handed to the application, instead of when the application has acknowledged it. A later nack is logged and counted, and no strategy runs.")
@ConnectorAttribute(name = "failure-strategy", type = "string", direction = INCOMING, defaultValue = "fail", description = "What happens when a message is nacked: `fail` ends the channel so that others take over, `ignore` logs, counts and acknowledges, `reject` acknowledges with a reason code that makes the server discard the message, `dead-letter-queue` publishes it to another topic. Or the `@Identifier` of one of your own beans.")
@ConnectorAttribute(name = "reject.reason-code", type = "string", direction = INCOMING, defaultValue = "0x83", description = "The reason code of the strategy `reject`, decimal or with 0x: 0x80, 0x83, 0x87, 0x90, 0x91, 0x97 or 0x99.")
@ConnectorAttribute(name = "dead-letter-queue.topic", type = "string", direction = INCOMING, description = "The topic name that the strategy `dead-letter-queue` publishes to. Unset: `dead-letter-topic-<channel>`.")
@ConnectorAttribute(name = "dead-letter-queue.on-failure", type = "string", direction = INCOMING, defaultValue = "fail", description = "What happens to a message whose dead letter cannot be published: `fail` ends the channel, `ignore` acknowledges the message, `reject` acknowledges it with `reject.reason-code`.")
@ConnectorAttribute(name = "empty-payload", type = "string", direction = INCOMING, defaultValue = "fail", description = "What happens to a message without a payload on a channel that converts payloads to objects: `fail` lets the failure strategy decide, `ignore` acknowledges and skips it, `null` delivers it as null.")
@ConnectorAttribute(name = "ack-timeout-seconds", type = "int", direction = INCOMING, defaultValue = "60", description = "After how many seconds a message that the application has not settled is logged, counted and shown in the readiness check; 0 turns it off.")
@ConnectorAttribute(name = "buffer-size", type = "int", direction = INCOMING, defaultValue = "1024", description = "How many messages of QoS 0 may wait for the application, at least 1.")
@ConnectorAttribute(name = "qos0-overflow-strategy", type = "string", direction = INCOMING, defaultValue = "drop-oldest", description = "What happens to a message of QoS 0 that does not fit the buffer: `drop-oldest`, `drop-latest` or `fail`. Each drop is counted.")
// Publishing
@ConnectorAttribute(name = "topic", type = "string", direction = OUTGOING, description = "The topic name to publish to. Unset: the channel's name.")
@ConnectorAttribute(name = "qos", type = "int", direction = OUTGOING, defaultValue = "1", description = "The quality of service to publish with: 0, 1 or 2.")
@ConnectorAttribute(name = "retain", type = "boolean", direction = OUTGOING, defaultValue = "false", description = "Whether the server keeps the last message of a topic for later subscribers.")
@ConnectorAttribute(name = "message-expiry-interval", type = "long", direction = OUTGOING, defaultValue = "-1", description = "How many seconds the server may keep a message for a subscriber, 0 to 4294967295. Negative: indefinitely.")
@ConnectorAttribute(name = "response-topic", type = "string", direction = OUTGOING, description = "The topic name to which responses should be published.")
@ConnectorAttribute(name = "content-type", type = "string", direction = OUTGOING, description = "The content type of the messages. Unset: depends on the payload: `text/plain`, `application/json`, or none for bytes.")
@ConnectorAttribute(name = "max-inflight-messages", type = "int", direction = OUTGOING, defaultValue = "1024", description = "How many messages may be handed to the client and not yet acknowledged by the server, 1 to 65535.")
@ConnectorAttribute(name = "publish-timeout-seconds", type = "int", direction = OUTGOING, defaultValue = "60", description = "After how many seconds without an acknowledgement, while connected, a message is nacked; 0 turns it off.")
@ConnectorAttribute(name = "delivery-timeout-seconds", type = "int", direction = OUTGOING, defaultValue = "0", description = "After how many seconds from its hand-over, through reconnects and outages, a message is nacked and not sent again; 0 turns it off.")
public class Mqtt5EndpointConnector implements InboundConnector, OutboundConnector, HealthReporter {

    public static final String CONNECTOR_NAME = "smallrye-mqtt5-endpoint";

    // The application's own observers may still want to publish.
    private static final int AFTER_THE_APPLICATION = Interceptor.Priority.PLATFORM_AFTER;

    // Which begins then, and connects channels and methods before it returns.
    private static final int AFTER_REACTIVE_MESSAGING = Interceptor.Priority.LIBRARY_BEFORE + 1;

    private final Channels channels;

    @Inject
    public Mqtt5EndpointConnector(ExecutionHolder execution, Config application, EndpointConfiguration configuration,
            ReportedAttributes reported,
            @Any Instance<Mqtt5FailureHandler.Factory> failureHandlers,
            Collaborators collaborators, TlsConfigurationRegistry tls) {
        this.channels = new Channels(execution.vertx().getDelegate(), application, reported,
                configuration.publishAfterSubscribe(),
                FailureHandlers.beans(failureHandlers), collaborators, tls);
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

    void started(@Observes(notifyObserver = Reception.IF_EXISTS) @Priority(AFTER_REACTIVE_MESSAGING) StartupEvent event) {
        channels.started();
    }

    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) @Priority(AFTER_THE_APPLICATION) ShutdownEvent event) {
        channels.stop();
    }

    void destroy(
            @Observes(notifyObserver = Reception.IF_EXISTS) @Priority(50) @BeforeDestroyed(ApplicationScoped.class) Object event) {
        channels.stop();
    }
}
