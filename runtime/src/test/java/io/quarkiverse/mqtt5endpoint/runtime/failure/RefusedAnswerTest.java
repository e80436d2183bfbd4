package io.quarkiverse.mqtt5endpoint.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler.Settlement;
import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.smallrye.mutiny.Uni;

/** The sender of a request can't end a channel by where it wants the answer. */
class RefusedAnswerTest {

    private static final Message<?> REQUEST = Message.of(new byte[0]).addMetadata(
            IncomingMqtt5Metadata.builder().withTopic("requests").withResponseTopic("answers").build());

    @Test
    void refusedAnswerAcknowledgesItsRequest() {
        assertThat(decision(refused("answers"))).containsExactly("acknowledge");
        assertThat(decision(new CompletionException(refused("answers")))).containsExactly("acknowledge");
    }

    @Test
    void anyOtherFailureEndsTheChannel() {
        assertThat(decision(refused("elsewhere"))).containsExactly("fail");
        assertThat(decision(new IllegalStateException("answers"))).containsExactly("fail");
        assertThat(decision(new Mqtt5PublishException("no", 0x87, null))).containsExactly("fail");
    }

    private static Mqtt5PublishException refused(String topic) {
        return new Mqtt5PublishException("refused", topic, 0x87, null);
    }

    private static List<String> decision(Throwable cause) {
        List<String> decisions = new ArrayList<>();
        new FailStop("in").handle(REQUEST, cause, new Recorded(decisions));
        return decisions;
    }

    private record Recorded(List<String> decisions) implements Settlement {

        @Override
        public Uni<Void> acknowledge() {
            decisions.add("acknowledge");
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> reject(int reasonCode, String reasonString) {
            decisions.add("reject");
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> publish(OutgoingMqtt5Metadata metadata, byte[] payload) {
            decisions.add("publish");
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> fail(Throwable cause) {
            decisions.add("fail");
            return Uni.createFrom().voidItem();
        }
    }
}
