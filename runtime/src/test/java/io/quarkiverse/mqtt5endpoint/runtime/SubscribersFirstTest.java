package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class SubscribersFirstTest {

    private final List<Runnable> timers = new ArrayList<>();
    private final SubscribersFirst subscribersFirst = SubscribersFirst.waiting(this::schedule);
    private final List<String> published = new ArrayList<>();

    private boolean pending = true;

    private void schedule(Duration delay, Runnable task) {
        assertThat(delay).isEqualTo(SubscribersFirst.LONGEST_WAIT);
        timers.add(task);
    }

    @Test
    void messagesWaitInOrderUntilSubscriptionsAreGranted() {
        subscribersFirst.add("words", () -> pending);
        publish("first");
        publish("second");
        subscribersFirst.started();
        assertThat(published).isEmpty();
        pending = false;
        subscribersFirst.ready();
        publish("third");
        assertThat(published).containsExactly("first", "second", "third");
        assertThat(subscribersFirst.isOpen()).isTrue();
    }

    @Test
    void channelThatFailedIsNotWaitedFor() {
        subscribersFirst.add("words", () -> pending);
        subscribersFirst.started();
        publish("word");
        pending = false;
        subscribersFirst.failed(new IllegalStateException("gave up"));
        assertThat(published).containsExactly("word");
    }

    @Test
    void allChannelsAreWaitedFor() {
        subscribersFirst.add("words", () -> pending);
        subscribersFirst.add("prices", () -> false);
        subscribersFirst.started();
        publish("word");
        subscribersFirst.ready();
        assertThat(published).isEmpty();
    }

    @Test
    void somebodyMayStillSubscribeWhileTheApplicationStarts() {
        publish("word");
        subscribersFirst.ready();
        assertThat(published).isEmpty();
        subscribersFirst.started();
        assertThat(published).containsExactly("word");
    }

    @Test
    void applicationThatOnlyPublishesDoesNotWait() {
        subscribersFirst.started();
        publish("word");
        assertThat(published).containsExactly("word");
        assertThat(timers).isEmpty();
    }

    @Test
    void noMessageWaitsForLongerThanTheLongestWait() {
        subscribersFirst.add("words", () -> true);
        publish("before the start");
        subscribersFirst.started();
        publish("after it");
        timers.forEach(Runnable::run);
        assertThat(published).containsExactly("before the start", "after it");
    }

    @Test
    void startThatNeverEndsIsNotWaitedForIndefinitely() {
        publish("word");
        timers.forEach(Runnable::run);
        assertThat(published).containsExactly("word");
        subscribersFirst.started();
        assertThat(subscribersFirst.isOpen()).isTrue();
    }

    @Test
    void messageThatIsPublishedMeanwhileComesAfterThoseThatWaited() {
        subscribersFirst.add("words", () -> true);
        subscribersFirst.opened().subscribe().with(open -> {
            publish("third");
            published.add("first");
        });
        publish("second");
        subscribersFirst.open();
        assertThat(published).containsExactly("first", "second", "third");
    }

    @Test
    void nothingIsHeldBackUnlessAskedTo() {
        assertThat(SubscribersFirst.notWaiting().isOpen()).isTrue();
    }

    private void publish(String message) {
        subscribersFirst.opened().subscribe().with(open -> published.add(message));
    }
}
