package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;

class DoubledMessagesTest {

    private final List<String> reported = new ArrayList<>();
    private final DoubledMessages doubled = new DoubledMessages(reported::add);

    @Test
    void messageThatComesTwiceInARowIsReportedOnce() {
        doubled.connected(true);
        receive("a", 1);
        receive("a", 1);
        receive("a", 1);
        receive("b", 1);
        receive("b", 1);
        assertThat(reported).containsExactly("a");
    }

    @Test
    void differentMessagesAreNot() {
        doubled.connected(true);
        receive("a", 1);
        receive("a", 2);
        receive("b", 2);
        receive("a", 1);
        assertThat(reported).isEmpty();
    }

    @Test
    void nothingIsSuspectedOfANewSessionOrAServerThatTellsSubscriptionsApart() {
        receive("a", 1);
        receive("a", 1);
        doubled.connected(false);
        receive("a", 1);
        receive("a", 1);
        assertThat(reported).isEmpty();
    }

    @Test
    void messageThatIsSentAgainAfterALostConnectionIsNotDoubled() {
        doubled.connected(true);
        receive("a", 1);
        doubled.connectionLost();
        receive("a", 1);
        receive("a", 1);
        assertThat(reported).isEmpty();
    }

    private void receive(String topic, int payloadSize) {
        doubled.received(new FakePublish(topic, 1, payloadSize));
    }
}
