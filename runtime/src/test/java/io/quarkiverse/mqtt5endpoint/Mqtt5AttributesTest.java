package io.quarkiverse.mqtt5endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class Mqtt5AttributesTest {

    @Test
    void namesAreTheGateways() {
        Mqtt5Attributes attributes = Mqtt5Attributes.of("gravitee.attribute.mqtt5.topic", "a")
                .and("gravitee.attribute.mqtt5.responseTopic", "b");
        assertThat(attributes.getTopic()).hasValue("a");
        assertThat(attributes.getResponseTopic()).hasValue("b");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void anEmptyValueIsUnset(String value) {
        assertThat(Mqtt5Attributes.of(Mqtt5Attributes.TOPIC, value).getTopic()).isEmpty();
        assertThat(Mqtt5Attributes.of(Mqtt5Attributes.RESPONSE_TOPIC, value).getResponseTopic()).isEmpty();
        assertThat(Mqtt5Attributes.of(Mqtt5Attributes.TOPIC, "a").and(Mqtt5Attributes.TOPIC, value).getTopic()).isEmpty();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = { "topic", "gravitee.attribute.kafka.topic" })
    void otherNamesAreRefusedWithThoseAllowed(String name) {
        assertThatThrownBy(() -> Mqtt5Attributes.of(name, "a")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An attribute must be named `gravitee.attribute.mqtt5.topic` or"
                        + " `gravitee.attribute.mqtt5.responseTopic`, but was `" + name + "`");
    }

    @Test
    void addingOneLeavesTheOriginalAsItIs() {
        Mqtt5Attributes one = Mqtt5Attributes.of(Mqtt5Attributes.TOPIC, "a");
        one.and(Mqtt5Attributes.RESPONSE_TOPIC, "b");
        assertThat(one.getResponseTopic()).isEmpty();
    }
}
