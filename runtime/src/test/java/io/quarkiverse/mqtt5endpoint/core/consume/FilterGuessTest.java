package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionIdentifier;

class FilterGuessTest {

    @ParameterizedTest
    @ValueSource(strings = { "#", "+/#", "plant/#", "plant/1/temperature/#", "plant/1/temperature", "+/+/+",
            "plant/+/temperature",
            "+/1/#", "$share/workers/plant/#", "$share/workers/+/1/temperature" })
    void filterThatMatchesTheTopicIsFound(String filter) {
        assertThat(guess(filter, "plant/1/temperature")).isEqualTo(filter);
    }

    @ParameterizedTest
    @ValueSource(strings = { "plant", "plant/2/#", "$share/others/plant/#" })
    void othersAreNot(String filter) {
        assertThat(guess(filter, "plant/1/temperature")).isNull();
    }

    @Test
    void topicWithTooManyLevelsIsNotTried() {
        assertThat(guess("#", "1/2/3/4/5/6/7/8/9/10")).isEqualTo("#");
        assertThat(guess("#", "1/2/3/4/5/6/7/8/9/10/11")).isNull();
    }

    private static String guess(String filter, String topic) {
        return FilterGuess.of(SubscriptionIdentifier.of(filter), topic, List.of("$share/workers/x", "$share/workers/y", "z"));
    }
}
