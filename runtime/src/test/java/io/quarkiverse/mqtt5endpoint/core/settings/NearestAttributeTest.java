package io.quarkiverse.mqtt5endpoint.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestAttributeTest {

    @ParameterizedTest
    @CsvSource({ "topci,topic", "qso,qos", "hots,host", "clientid,client-id", "reconnect-attempt,reconnect-attempts",
            "buffer_size,buffer-size", "keepalive-seconds,keep-alive-seconds", "recieve-maximum,receive-maximum",
            "dead-letter-queue.topics,dead-letter-queue.topic" })
    void misspelledNameIsNearTheRightOne(String name, String key) {
        assertThat(NearestAttribute.to(name, attribute -> true)).map(Attribute::key).hasValue(key);
    }

    @ParameterizedTest
    @ValueSource(strings = { "something-else", "group.id", "acks", "bootstrap.servers" })
    void anotherNameIsNearNone(String name) {
        assertThat(NearestAttribute.to(name, attribute -> true)).isEmpty();
    }

    @Test
    void veryLongNameIsNearNone() {
        assertThat(NearestAttribute.to("x".repeat(100_000), attribute -> true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "abc,abc,0", "abc,acb,1", "abc,ab,1", "abc,abcd,1", "abc,abx,1", "'',abc,3", "abcd,badc,2" })
    void distanceCountsChanges(String one, String other, int distance) {
        assertThat(EditDistance.between(one, other)).isEqualTo(distance).isEqualTo(EditDistance.between(other, one));
    }
}
