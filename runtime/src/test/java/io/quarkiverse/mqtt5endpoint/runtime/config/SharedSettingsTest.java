package io.quarkiverse.mqtt5endpoint.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.runtime.Mqtt5EndpointConnector;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute.Direction;

/** Which attributes must be the same on channels of one connection. */
class SharedSettingsTest {

    @ParameterizedTest
    @CsvSource({ "host,localhost,127.0.0.1", "servers,'a:1,b:2','a:1,b:3'", "port,1883,1884", "reconnect-attempts,3,4",
            "reconnect-interval-seconds,1,2",
            "reconnect-max-interval-seconds,5,6", "session-expiry-interval,0,1", "client-id,a,b", "client-id,a,",
            "clean-start,true,false", "username,a,b", "password,secret1,secret2", "credentials-provider-name,a,b",
            "authentication-mechanism-name,a,b", "require-tls,true,false", "keep-alive-seconds,1,2",
            "connect-timeout-seconds,1,2", "shutdown-timeout-seconds,1,2", "receive-maximum,1,2", "maximum-packet-size,100,200",
            "topic-alias-maximum,1,2", "will-topic,a,b", "will-payload,a,b", "will-qos,0,1", "will-retain,true,false",
            "will-delay-interval,1,2", "will-message-expiry-interval,1,2", "will-content-type,a,b", "will-response-topic,a,b",
            "transport,tcp,websocket", "websocket-path,/a,/b", "ssl,true,false", "ssl.hostname-verifier,true,false",
            "tls-configuration-name,a,b", "ssl.truststore.type,pem,jks", "ssl.truststore.location,a,b",
            "ssl.truststore.certificates,a,b", "ssl.truststore.password,a,b", "ssl.keystore.type,jks,pkcs12",
            "ssl.keystore.location,a,b", "ssl.keystore.certificate-chain,a,b", "ssl.keystore.key,a,b",
            "ssl.keystore.key-password,a,b", "ssl.keystore.password,a,b" })
    void theFirstThatDiffersIsFound(String attribute, String one, String other) {
        assertThat(with(attribute, one).firstDifference(with(attribute, other))).hasValue(attribute);
        assertThat(with(attribute, one).firstDifference(with(attribute, one))).isEmpty();
    }

    @Test
    void eachAttributeOfTheEndpointHasSuchATest() throws Exception {
        List<String> tested = Stream.of(getClass().getDeclaredMethod("theFirstThatDiffersIsFound", String.class, String.class,
                String.class).getAnnotation(CsvSource.class).value()).map(row -> row.split(",")[0]).toList();
        List<String> notOfTheConnection = List.of("role", "health-enabled", "shared-connection-name");
        assertThat(Mqtt5EndpointConnector.class.getAnnotationsByType(ConnectorAttribute.class))
                .filteredOn(attribute -> attribute.direction() == Direction.INCOMING_AND_OUTGOING)
                .extracting(ConnectorAttribute::name).filteredOn(name -> !notOfTheConnection.contains(name))
                .allSatisfy(name -> assertThat(tested).contains(name));
    }

    @Test
    void generatedClientIdsAreNoDifference() {
        assertThat(with("port", "1").firstDifference(with("port", "1"))).isEmpty();
        assertThat(with("port", "1").session().clientId()).isNotEqualTo(with("port", "1").session().clientId());
    }

    /** What follows from other attributes is the same for both. */
    private static ClientSettings with(String attribute, String value) {
        ChannelProperties properties = new ChannelProperties().set("host", "h").set("port", "1").set("clean-start", "true")
                .set("reconnect-max-interval-seconds", "9");
        if (attribute.equals("servers")) {
            properties.set("host", null).set("port", null);
        }
        if (attribute.startsWith("will-")) {
            properties.set("will-topic", "t");
        }
        if (attribute.equals("require-tls") || attribute.equals("ssl.hostname-verifier")) {
            properties.set("ssl", "true");
        }
        if (attribute.contains("store.")) {
            String store = attribute.substring(0, attribute.indexOf("store.") + "store.".length());
            properties.set(store + "type", attribute.endsWith(".password") ? "jks" : "pem");
            if (!attribute.endsWith(".certificates") && !attribute.endsWith(".key")) {
                properties.set(store + "location", "somewhere");
            }
        }
        return properties.set(attribute, value).outgoing("out").client();
    }
}
