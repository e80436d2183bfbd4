package io.quarkiverse.mqtt5endpoint.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(MqttServerExtension.class)
class MqttCompanionTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void subscriptionHasMessagesThatItsFilterMatches(MqttCompanion companion) {
        ReceivedMessages all = companion.subscribe("plants/+/alerts", 1);
        ReceivedMessages one = companion.subscribe("plants/7/state", 1);

        companion.publish("plants/7/alerts", "hot", "very hot").awaitCompletion();
        companion.publish("plants/7/state", "off").awaitCompletion();

        assertThat(all.awaitRecords(2).payloads()).containsExactly("hot", "very hot");
        assertThat(one.awaitRecords(1).payloads()).containsExactly("off");
        assertThat(companion.received().awaitRecords(3).payloads()).containsExactly("hot", "very hot", "off");
    }

    @Test
    void sharedSubscriptionHasItsMessages(MqttCompanion companion) {
        ReceivedMessages jobs = companion.subscribe("$share/workers/jobs/#", 1);
        companion.publish("jobs/1", "dig").awaitCompletion();
        assertThat(jobs.awaitNextRecord().topic()).isEqualTo("jobs/1");
    }

    @Test
    void nextRecordsAreReturnedOnce(MqttCompanion companion) {
        ReceivedMessages numbers = companion.subscribe("numbers", 1);
        companion.publish(5, i -> TestMessage.of("numbers", String.valueOf(i)));

        assertThat(numbers.awaitNextRecords(2)).extracting(TestMessage::text).containsExactly("0", "1");
        assertThat(numbers.awaitNextRecord().text()).isEqualTo("2");
        assertThat(numbers.awaitNextRecords(2)).extracting(TestMessage::text).containsExactly("3", "4");
        assertThat(numbers.count()).isEqualTo(5);
    }

    @Test
    void missingRecordsAreNamed(MqttCompanion companion) {
        ReceivedMessages nothing = companion.subscribe("nothing", 1);
        assertThatThrownBy(() -> nothing.awaitRecords(1, SHORT)).isInstanceOf(AssertionError.class)
                .hasMessage("Expected 1 messages on 'nothing' within PT0.05S, but received 0");
    }

    @Test
    void unexpectedRecordIsNamed(MqttCompanion companion) {
        ReceivedMessages quiet = companion.subscribe("quiet", 1);
        quiet.awaitNoRecords(SHORT);
        CompletableFuture<Throwable> disturbed = CompletableFuture
                .supplyAsync(() -> catchThrowable(() -> quiet.awaitNoRecords(Duration.ofSeconds(30))));
        // One of them comes while it waits.
        while (!disturbed.isDone()) {
            companion.publish("quiet", "noise").awaitCompletion();
        }
        assertThat(disturbed.join()).isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected no message on 'quiet'").hasMessageContaining("TestMessage[quiet, qos 1");
    }

    @Test
    void unsubscribedTopicIsQuiet(MqttCompanion companion) {
        ReceivedMessages news = companion.subscribe("news", 1);
        companion.unsubscribe("news");
        companion.publish("news", "too late").awaitCompletion();
        news.awaitNoRecords(SHORT);
    }

    @Test
    void reasonCodesAreThoseOfTheMessagesInTheirOrder() {
        try (ScriptedServer server = ScriptedServer.started(); MqttCompanion companion = MqttCompanion.connect(server)) {
            server.onNextPublishes(1, PublishAnswers.code(0x10)).onNextPublishes(1, PublishAnswers.code(0x97));
            PublishTask task = companion.publish("t", "1", "2", "3");
            assertThat(task.awaitReasonCodes()).isEqualTo(List.of(0x10, 0x97, 0));
            assertThat(task.isDone()).isTrue();
            assertThatThrownBy(task::awaitCompletion).hasMessage("The server answered with reason code 151");
        }
    }

    @Test
    void missingAnswersAreCounted() {
        try (ScriptedServer server = ScriptedServer.started(); MqttCompanion companion = MqttCompanion.connect(server)) {
            server.holdAcks();
            PublishTask task = companion.publish("t", "1", "2");
            server.releaseAcks(1);
            assertThatThrownBy(() -> task.awaitCompletion(SHORT)).isInstanceOf(AssertionError.class)
                    .hasMessageContaining("The server did not answer all messages within PT0.05S");
            server.releaseAcks();
            task.awaitCompletion();
        }
    }
}
