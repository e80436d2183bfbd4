package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Flow;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.FakeLink;
import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.runtime.config.ChannelProperties;

/** How many messages of QoS 0 wait for the application, and which are dropped. Ten bytes and three messages fit. */
class Qos0BoundsTest {

    private final ManualLoop loop = new ManualLoop();
    private final Inbox inbox = new Inbox(() -> "in", loop, new FakeLink(), 10, () -> {
    }, Set.of());
    private final List<ChannelObserver.DropReason> dropped = new ArrayList<>();
    private final FakeHost host = new FakeHost();
    private final List<String> taken = new ArrayList<>();
    private Flow.Subscription demand;

    @Test
    void asManyOldMessagesAreDroppedAsTheLatestNeedsBytes() {
        subscribe("drop-oldest");
        receive("a", 0, 4);
        receive("b", 0, 4);
        receive("c", 0, 9);
        assertThat(takeAll()).containsExactly("c");
        assertThat(dropped).hasSize(2).containsOnly(ChannelObserver.DropReason.OVERFLOW);
    }

    @Test
    void oldestMessageIsDroppedWhenThereAreTooMany() {
        subscribe("drop-oldest");
        List.of("a", "b", "c", "d").forEach(topic -> receive(topic, 0, 1));
        assertThat(takeAll()).containsExactly("b", "c", "d");
        assertThat(dropped).hasSize(1);
    }

    @Test
    void messageLargerThanTheBoundIsDroppedAlone() {
        subscribe("drop-oldest");
        receive("a", 0, 4);
        receive("too large", 0, 11);
        assertThat(takeAll()).containsExactly("a");
        assertThat(dropped).hasSize(1);
    }

    @Test
    void messageThatNeedNotWaitHasNoBound() {
        subscribe("drop-oldest");
        demand.request(1);
        receive("large", 0, 11);
        assertThat(taken).containsExactly("large");
        assertThat(dropped).isEmpty();
    }

    @Test
    void latestMessageIsDroppedOnRequest() {
        subscribe("drop-latest");
        receive("a", 0, 4);
        receive("b", 0, 4);
        receive("c", 0, 4);
        receive("d", 0, 2);
        assertThat(takeAll()).containsExactly("a", "b", "d");
        assertThat(dropped).hasSize(1);
    }

    @Test
    void failureNamesTheAttribute() {
        subscribe("fail");
        receive("a", 0, 11);
        assertThat(host.failures).singleElement().satisfies(failure -> assertThat(failure)
                .hasMessageContaining("`max-buffered-bytes`, 10"));
        receive("b", 0, 1);
        receive("c", 0, 1);
        receive("d", 0, 1);
        receive("e", 0, 1);
        assertThat(host.failures.get(1)).hasMessageContaining("`buffer-size`, 3");
    }

    @Test
    void handedOverAndConfirmableMessagesTakeNoRoom() {
        subscribe("drop-oldest");
        receive("a", 0, 9);
        demand.request(1);
        receive("b", 1, 100);
        receive("c", 0, 9);
        assertThat(takeAll()).containsExactly("a", "b", "c");
        assertThat(dropped).isEmpty();
    }

    private void receive(String topic, int qos, int bytes) {
        inbox.received(new FakePublish(topic, qos, bytes));
        loop.runAll();
    }

    private List<String> takeAll() {
        demand.request(Long.MAX_VALUE);
        loop.runAll();
        return taken;
    }

    private void subscribe(String strategy) {
        IncomingSettings settings = new ChannelProperties().set("host", "localhost").set("topic", "#").set("buffer-size", "3")
                .set("max-buffered-bytes", "10").set("qos0-overflow-strategy", strategy).incoming("in");
        inbox.subscription(settings, new ChannelObserver() {

            @Override
            public void dropped(DropReason reason) {
                dropped.add(reason);
            }
        }, host).messages().subscribe().withSubscriber(new Taker());
        loop.runAll();
    }

    private final class Taker implements Flow.Subscriber<Delivery> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            demand = subscription;
        }

        @Override
        public void onNext(Delivery delivery) {
            taken.add(delivery.topic());
        }

        @Override
        public void onError(Throwable failure) {
            host.failures.add(failure);
        }

        @Override
        public void onComplete() {
            // It goes on.
        }
    }
}
