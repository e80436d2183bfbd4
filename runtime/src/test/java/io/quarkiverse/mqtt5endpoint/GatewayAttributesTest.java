package io.quarkiverse.mqtt5endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayAttributesTest {

    @Test
    void namesAreTheGateways() {
        GatewayAttributes attributes = GatewayAttributes.of("gravitee.attribute.mqtt5.topic", "a")
                .and("gravitee.attribute.mqtt5.responseTopic", "b");
        assertThat(attributes.getTopic()).hasValue("a");
        assertThat(attributes.getResponseTopic()).hasValue("b");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void emptyValueIsUnset(String value) {
        assertThat(GatewayAttributes.of(GatewayAttributes.TOPIC, value).getTopic()).isEmpty();
        assertThat(GatewayAttributes.of(GatewayAttributes.RESPONSE_TOPIC, value).getResponseTopic()).isEmpty();
        assertThat(GatewayAttributes.of(GatewayAttributes.TOPIC, "a").and(GatewayAttributes.TOPIC, value).getTopic()).isEmpty();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = { "topic", "gravitee.attribute.kafka.topic" })
    void otherNamesAreRefusedWithThoseAllowed(String name) {
        assertThatThrownBy(() -> GatewayAttributes.of(name, "a")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An attribute must be named `gravitee.attribute.mqtt5.topic` or"
                        + " `gravitee.attribute.mqtt5.responseTopic`, but was `" + name + "`");
    }

    @Test
    void addingOneLeavesTheOriginalAsItIs() {
        GatewayAttributes one = GatewayAttributes.of(GatewayAttributes.TOPIC, "a");
        one.and(GatewayAttributes.RESPONSE_TOPIC, "b");
        assertThat(one.getResponseTopic()).isEmpty();
    }

    @Test
    void firstNameIsTheSameMetadata() {
        Mqtt5Attributes first = Mqtt5Attributes.of(Mqtt5Attributes.TOPIC, "a").and(Mqtt5Attributes.RESPONSE_TOPIC, "b");
        GatewayAttributes same = GatewayAttributes.of(GatewayAttributes.TOPIC, "a").and(GatewayAttributes.RESPONSE_TOPIC, "b");
        assertThat(first).isEqualTo(same).hasSameHashCodeAs(same).hasToString(same.toString());
        assertThat(same).isEqualTo(first).isNotEqualTo(GatewayAttributes.of(GatewayAttributes.TOPIC, "a"));
        assertThat(Message.of("m").addMetadata(first).getMetadata(GatewayAttributes.class)).contains(first);
    }

    @Test
    void textIsOneLine() {
        assertThat(GatewayAttributes.of(GatewayAttributes.TOPIC, "a\nb"))
                .hasToString("GatewayAttributes{gravitee.attribute.mqtt5.topic=a?b}");
    }
}
