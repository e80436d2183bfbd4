package io.quarkiverse.mqtt5endpoint.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.AttributeCatalog;
import io.quarkiverse.mqtt5endpoint.core.settings.Direction;
import io.quarkiverse.mqtt5endpoint.core.settings.Owner;
import io.quarkiverse.mqtt5endpoint.runtime.Mqtt5EndpointConnector;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute;

/** The connector declares exactly the attributes of the catalog. */
class DeclaredAttributesTest {

    private record Declaration(Direction direction, String name, String type, String defaultValue) {
    }

    @Test
    void declarationsAndCatalogSayTheSame() {
        assertThat(declared()).containsExactlyInAnyOrderElementsOf(catalogued().toList());
    }

    private static Stream<Declaration> declared() {
        return annotations().flatMap(attribute -> directions(attribute).map(direction -> new Declaration(direction,
                attribute.name(), attribute.type(), defaultValue(attribute))));
    }

    private static Stream<Declaration> catalogued() {
        return AttributeCatalog.all().filter(attribute -> attribute.owner() == Owner.CONNECTOR)
                .flatMap(attribute -> Stream.of(Direction.values()).filter(attribute::isFor)
                        .map(direction -> new Declaration(direction, attribute.key(), attribute.type().toString(),
                                attribute.defaultValue().orElse(null))));
    }

    private static Stream<Direction> directions(ConnectorAttribute attribute) {
        return switch (attribute.direction()) {
            case INCOMING -> Stream.of(Direction.INCOMING);
            case OUTGOING -> Stream.of(Direction.OUTGOING);
            case INCOMING_AND_OUTGOING -> Stream.of(Direction.values());
        };
    }

    private static String defaultValue(ConnectorAttribute attribute) {
        return attribute.defaultValue().equals(ConnectorAttribute.NO_VALUE) ? null : attribute.defaultValue();
    }

    private static Stream<ConnectorAttribute> annotations() {
        return Arrays.stream(Mqtt5EndpointConnector.class.getAnnotationsByType(ConnectorAttribute.class));
    }

    @Test
    void descriptionsAreFullSentences() {
        assertThat(annotations()).allSatisfy(attribute -> assertThat(attribute.description()).matches("[A-Z].*\\."));
    }

    @Test
    void everyDefaultIsAValueThatTheAttributeTakes() {
        ChannelProperties properties = new ChannelProperties().set("host", "h").set("topic", "t");
        AttributeCatalog.all().forEach(attribute -> attribute.defaultValue()
                .ifPresent(value -> properties.set(attribute.key(), value)));
        assertThat(properties.incoming("in").name()).isEqualTo("in");
        assertThat(properties.outgoing("out").channel()).isEqualTo("out");
    }

    @Test
    void secretsAreKnown() {
        assertThat(AttributeCatalog.all().filter(Attribute::isSecret).map(Attribute::key)).containsExactlyInAnyOrder(
                "username", "password", "will-payload", "ssl.truststore.password", "ssl.truststore.certificates",
                "ssl.keystore.password", "ssl.keystore.key", "ssl.keystore.key-password", "ssl.keystore.certificate-chain");
    }
}
