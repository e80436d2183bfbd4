package io.quarkiverse.mqtt5endpoint.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.AttributeCatalog;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ConnectionDifference;

/** Which attributes must be the same on channels of one connection. */
class SharedSettingsTest {

    private static final Set<String> NOT_COMPARED = Set.of("sharedConnectionName", "generated", "earlierFilters");

    @ParameterizedTest
    @CsvSource({ "host,localhost,127.0.0.1", "servers,'a:1,b:2','a:1,b:3'", "port,1883,1884", "reconnect-attempts,3,4",
            "reconnect-interval-seconds,1,2",
            "reconnect-max-interval-seconds,5,6", "session-expiry-interval,0,1", "client-id,a,b", "client-id,a,",
            "clean-start,true,false", "username,a,b", "password,secret1,secret2", "credentials-provider-name,a,b",
            "authentication-mechanism-name,a,b", "require-tls,true,false", "keep-alive-seconds,1,2",
            "connect-timeout-seconds,1,2", "shutdown-timeout-seconds,1,2", "server-redirects,any,never",
            "max-buffered-bytes,1,2", "receive-maximum,1,2", "maximum-packet-size,100,200",
            "topic-alias-maximum,1,2", "will-topic,a,b", "will-payload,a,b", "will-qos,0,1", "will-retain,true,false",
            "will-delay-interval,1,2", "will-message-expiry-interval,1,2", "will-content-type,a,b", "will-response-topic,a,b",
            "transport,tcp,websocket", "websocket-path,/a,/b", "ssl,true,false", "ssl.hostname-verifier,true,false",
            "tls-configuration-name,a,b", "ssl.truststore.type,pem,jks", "ssl.truststore.location,a,b",
            "ssl.truststore.certificates,a,b", "ssl.truststore.password,a,b", "ssl.keystore.type,jks,pkcs12",
            "ssl.keystore.location,a,b", "ssl.keystore.certificate-chain,a,b", "ssl.keystore.key,a,b",
            "ssl.keystore.key-password,a,b", "ssl.keystore.password,a,b" })
    void firstThatDiffersIsFound(String attribute, String one, String other) {
        assertThat(ConnectionDifference.first(with(attribute, one), with(attribute, other)).map(Attribute::key))
                .hasValue(attribute);
        assertThat(ConnectionDifference.first(with(attribute, one), with(attribute, one))).isEmpty();
    }

    @Test
    void eachAttributeOfTheEndpointHasSuchATest() throws Exception {
        List<String> tested = Stream.of(getClass().getDeclaredMethod("firstThatDiffersIsFound", String.class, String.class,
                String.class).getAnnotation(CsvSource.class).value()).map(row -> row.split(",")[0]).toList();
        assertThat(AttributeCatalog.all().filter(Attribute::isOfConnection).map(Attribute::key))
                .containsExactlyInAnyOrderElementsOf(tested.stream().distinct().toList());
    }

    /** Of all values, three are no attribute that must be the same, and the servers are those of three attributes. */
    @Test
    void everyPartOfTheSettingsIsCompared() {
        assertThat(values(ClientSettings.class).filter(name -> !NOT_COMPARED.contains(name)))
                .hasSize(AttributeCatalog.all().filter(Attribute::isOfConnection).toList().size() - 2);
    }

    private static Stream<String> values(Class<?> settings) {
        return Stream.of(settings.getRecordComponents()).flatMap(component -> component.getType().isRecord()
                ? values(component.getType())
                : Stream.of(component.getName()));
    }

    @Test
    void generatedClientIdsAreNoDifference() {
        assertThat(ConnectionDifference.first(with("port", "1"), with("port", "1"))).isEmpty();
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
