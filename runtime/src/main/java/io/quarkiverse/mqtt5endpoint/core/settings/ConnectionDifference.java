package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Compares the settings of connections, attribute by attribute. */
public final class ConnectionDifference {

    private static final Map<Attribute, Function<ClientSettings, Object>> VALUES = values();

    private ConnectionDifference() {
    }

    /** The first attribute, in the order of the reference, in which the two differ; empty if they may share a connection. */
    public static Optional<Attribute> first(ClientSettings one, ClientSettings other) {
        return VALUES.entrySet().stream()
                .filter(value -> !Objects.equals(value.getValue().apply(one), value.getValue().apply(other)))
                .map(Map.Entry::getKey).findFirst();
    }

    private static Map<Attribute, Function<ClientSettings, Object>> values() {
        Map<Attribute, Function<ClientSettings, Object>> values = new EnumMap<>(Attribute.class);
        putConnection(values);
        putTls(values);
        putWill(values);
        return values;
    }

    private static void putConnection(Map<Attribute, Function<ClientSettings, Object>> values) {
        values.put(Attribute.HOST, settings -> settings.server().host());
        values.put(Attribute.PORT, settings -> settings.server().port());
        values.put(Attribute.SERVERS, ClientSettings::servers);
        values.put(Attribute.RECONNECT_ATTEMPTS, settings -> settings.reconnect().attempts());
        values.put(Attribute.RECONNECT_INTERVAL_SECONDS, settings -> settings.reconnect().initialDelay());
        values.put(Attribute.RECONNECT_MAX_INTERVAL_SECONDS, settings -> settings.reconnect().maxDelay());
        values.put(Attribute.SESSION_EXPIRY_INTERVAL, settings -> settings.session().expirySeconds());
        values.put(Attribute.CLIENT_ID, settings -> settings.session().chosenClientId());
        values.put(Attribute.CLEAN_START, settings -> settings.session().cleanStart());
        values.put(Attribute.USERNAME, settings -> settings.security().credentials().username());
        values.put(Attribute.PASSWORD, settings -> settings.security().credentials().password());
        values.put(Attribute.CREDENTIALS_PROVIDER_NAME, settings -> settings.security().credentials().providerName());
        values.put(Attribute.AUTHENTICATION_MECHANISM_NAME, settings -> settings.security().mechanismName());
        values.put(Attribute.REQUIRE_TLS, settings -> settings.security().requireTls());
        values.put(Attribute.KEEP_ALIVE_SECONDS, settings -> settings.limits().keepAlive());
        values.put(Attribute.CONNECT_TIMEOUT_SECONDS, settings -> settings.limits().connectTimeout());
        values.put(Attribute.SHUTDOWN_TIMEOUT_SECONDS, ClientSettings::shutdownTimeout);
        values.put(Attribute.SERVER_REDIRECTS, settings -> settings.transport().redirects());
        values.put(Attribute.MAX_BUFFERED_BYTES, settings -> settings.limits().maxBufferedBytes());
        values.put(Attribute.RECEIVE_MAXIMUM, settings -> settings.limits().receiveMaximum());
        values.put(Attribute.MAXIMUM_PACKET_SIZE, settings -> settings.limits().maximumPacketSize());
        values.put(Attribute.TOPIC_ALIAS_MAXIMUM, settings -> settings.limits().topicAliasMaximum());
        values.put(Attribute.TRANSPORT, settings -> settings.transport().transport());
        values.put(Attribute.WEBSOCKET_PATH, settings -> settings.transport().websocketPath());
    }

    private static void putTls(Map<Attribute, Function<ClientSettings, Object>> values) {
        values.put(Attribute.SSL, tls(TlsSettings::enabled));
        values.put(Attribute.TLS_CONFIGURATION_NAME, tls(TlsSettings::configurationName));
        values.put(Attribute.SSL_HOSTNAME_VERIFIER, tls(TlsSettings::verifyHost));
        values.put(Attribute.SSL_TRUSTSTORE_TYPE, tls(tls -> tls.trust().type()));
        values.put(Attribute.SSL_TRUSTSTORE_LOCATION, tls(tls -> tls.trust().location()));
        values.put(Attribute.SSL_TRUSTSTORE_CERTIFICATES, tls(tls -> tls.trust().certificates()));
        values.put(Attribute.SSL_TRUSTSTORE_PASSWORD, tls(tls -> tls.trust().password()));
        values.put(Attribute.SSL_KEYSTORE_TYPE, tls(tls -> tls.key().type()));
        values.put(Attribute.SSL_KEYSTORE_LOCATION, tls(tls -> tls.key().location()));
        values.put(Attribute.SSL_KEYSTORE_CERTIFICATE_CHAIN, tls(tls -> tls.key().certificateChain()));
        values.put(Attribute.SSL_KEYSTORE_KEY, tls(tls -> tls.key().key()));
        values.put(Attribute.SSL_KEYSTORE_KEY_PASSWORD, tls(tls -> tls.key().keyPassword()));
        values.put(Attribute.SSL_KEYSTORE_PASSWORD, tls(tls -> tls.key().password()));
    }

    private static Function<ClientSettings, Object> tls(Function<TlsSettings, Object> value) {
        return settings -> value.apply(settings.security().tls());
    }

    private static void putWill(Map<Attribute, Function<ClientSettings, Object>> values) {
        values.put(Attribute.WILL_TOPIC, will(WillSettings::topic));
        values.put(Attribute.WILL_PAYLOAD, will(WillSettings::payload));
        values.put(Attribute.WILL_QOS, will(WillSettings::qos));
        values.put(Attribute.WILL_RETAIN, will(WillSettings::retain));
        values.put(Attribute.WILL_DELAY_INTERVAL, will(WillSettings::delayInterval));
        values.put(Attribute.WILL_MESSAGE_EXPIRY_INTERVAL, will(WillSettings::messageExpiryInterval));
        values.put(Attribute.WILL_CONTENT_TYPE, will(WillSettings::contentType));
        values.put(Attribute.WILL_RESPONSE_TOPIC, will(WillSettings::responseTopic));
    }

    private static Function<ClientSettings, Object> will(Function<WillSettings, Object> value) {
        return settings -> settings.will() == null ? null : value.apply(settings.will());
    }
}
