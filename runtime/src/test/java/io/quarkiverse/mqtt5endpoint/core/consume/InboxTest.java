package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.AcceptedConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;
import io.quarkiverse.mqtt5endpoint.core.engine.FakeEngine;
import io.quarkiverse.mqtt5endpoint.core.engine.FakeLink;
import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;
import io.quarkiverse.mqtt5endpoint.core.engine.ServerLimits;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.observe.RecordingObserver;
import io.quarkiverse.mqtt5endpoint.core.settings.SampleSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionIdentifier;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class InboxTest {

    private static final Subscription.Host HOST = new Subscription.Host() {

        @Override
        public void opened(Subscription subscription) {
            // There is no session to start.
        }

        @Override
        public void granted(Subscription subscription) {
            // Nobody is ready.
        }

        @Override
        public void failed(Subscription subscription, Throwable cause) {
            throw new AssertionError(cause);
        }

        @Override
        public void abandoned(Subscription subscription) {
            // There is no session to end.
        }
    };

    private final ManualLoop loop = new ManualLoop();
    private final FakeLink link = new FakeLink();
    private final FakeEngine engine = new FakeEngine(null, null);
    private final RecordingObserver observer = new RecordingObserver();
    private final List<String> told = new ArrayList<>();
    private final Inbox inbox = new Inbox(() -> "words", loop, link, 2, () -> told.add("unmatched"), Set.of());

    @Test
    void messageGoesToTheChannelOfItsTopic() {
        AssertSubscriber<Delivery> words = take(subscribe("words", "words/+"), 9);
        AssertSubscriber<Delivery> prices = take(subscribe("prices", "$share/group/prices/#"), 9);
        receive("words/a", 1);
        receive("prices", 1);
        assertThat(words.getItems()).extracting(Delivery::topic).containsExactly("words/a");
        assertThat(prices.getItems()).extracting(Delivery::topic).containsExactly("prices");
    }

    @Test
    void messageThatNobodyWantsIsAcknowledgedInItsTurn() {
        Delivery first = handed(take(subscribe("words", "words"), 9), receive("words", 1));
        FakePublish foreign = receive("foreign", 1);
        assertThat(told).containsExactly("unmatched");
        assertThat(foreign.releases).isZero();
        first.settle();
        assertThat(foreign.releases).isOne();
        assertThat(inbox.nextAcknowledgement()).isEqualTo(Acknowledgement.SUCCESS);
        assertThat(inbox.nextAcknowledgement()).isEqualTo(Acknowledgement.SUCCESS);
    }

    @Test
    void messageOfAStaleSubscriptionIsAcknowledgedInItsTurnAndItsSubscriptionIsEnded() {
        AssertSubscriber<Delivery> words = take(subscribe("words", "words/+"), 9);
        connect(true);
        Delivery first = handed(words, receive("words/a", 1));
        FakePublish stale = receive("words/a", 1, SubscriptionIdentifier.of("words/#"));
        assertThat(told).containsExactly("unmatched");
        assertThat(words.getItems()).hasSize(1);
        assertThat(stale.releases).isZero();
        assertThat(engine.unsubscribes).containsExactly(List.of("words/#"));
        first.settle();
        assertThat(stale.releases).isOne();
    }

    @Test
    void messageOfAnOpenSubscriptionIsHandedOverWhateverElseItComesFor() {
        AssertSubscriber<Delivery> words = take(subscribe("words", "words/+"), 9);
        receive("words/a", 1, SubscriptionIdentifier.of("words/#"), SubscriptionIdentifier.of("words/+"));
        receive("words/a", 1, 1);
        assertThat(words.getItems()).hasSize(2);
    }

    @Test
    void roomIsWhatTheEngineHasNotAcknowledged() {
        AssertSubscriber<Delivery> words = take(subscribe("words", "words"), 9);
        receive("words", 1);
        receive("words", 0);
        assertThat(inbox.hasRoom()).isTrue();
        receive("words", 2);
        assertThat(inbox.hasRoom()).isFalse();
        words.getItems().get(0).settle();
        assertThat(inbox.hasRoom()).isFalse();
        inbox.nextAcknowledgement();
        assertThat(inbox.hasRoom()).isTrue();
    }

    @Test
    void messageThatComesAfterTheEndIsLeftToTheServer() {
        AssertSubscriber<Delivery> words = take(subscribe("words", "words"), 9);
        link.over = true;
        FakePublish late = receive("words", 1);
        assertThat(words.getItems()).isEmpty();
        assertThat(late.releases).isZero();
        assertThat(observer.events).isEmpty();
    }

    @Test
    void messagesOfAnEarlierSessionWaitForTheirChannel() {
        Subscription subscription = subscribe("words", "words");
        receive("words", 1);
        assertThat(take(subscription, 1).getItems()).hasSize(1);
    }

    @Test
    void closedSubscriptionGetsNothingMore() {
        Subscription subscription = subscribe("words", "words");
        FakePublish waiting = receive("words", 1);
        inbox.close(subscription);
        assertThat(waiting.releases).isOne();
        receive("words", 1);
        assertThat(told).containsExactly("unmatched");
        assertThat(inbox.subscriptions()).isEmpty();
    }

    @Test
    void serverIsAskedForNoMoreAsSoonAsThereIsAConnection() {
        Subscription subscription = subscribe("words", "$share/group/words");
        take(subscription, 1);
        inbox.close(subscription);
        assertThat(engine.unsubscribes).isEmpty();
        connect(true);
        connect(true);
        assertThat(engine.unsubscribes).containsExactly(List.of("$share/group/words"));
    }

    @Test
    void sessionOfAnEarlierStartIsToldWhatIsNotWantedAnyMore() {
        Inbox resumed = new Inbox(() -> "words", loop, link, 2, () -> told.add("unmatched"), Set.of("words", "earlier"));
        resumed.subscription(new SampleSettings().incoming("words", "words"), observer, HOST);
        link.connect(engine, AcceptedConnection.plain(true, ServerLimits.NONE), loop.nanoTime());
        resumed.connected(link.live(), false);
        resumed.connected(link.live(), true);
        assertThat(engine.unsubscribes).containsExactly(List.of("earlier"));
    }

    @Test
    void newSessionKnowsNothingOfClosedSubscriptions() {
        Subscription subscription = subscribe("words", "words");
        take(subscription, 1);
        inbox.close(subscription);
        connect(false);
        connect(true);
        assertThat(engine.unsubscribes).isEmpty();
    }

    @Test
    void filterThatIsWantedAgainIsNotUnsubscribed() {
        Subscription subscription = subscribe("words", "words");
        take(subscription, 1);
        inbox.close(subscription);
        subscribe("words again", "words");
        connect(true);
        assertThat(engine.unsubscribes).isEmpty();
    }

    @Test
    void channelThatDoesNotTakeItsMessageIsNamedByTheOthers() {
        Subscription slow = subscribe("slow", "slow");
        Subscription quick = subscribe("quick", "quick");
        take(slow, 0);
        take(quick, 9);
        receive("slow", 1);
        loop.advance(Duration.ofSeconds(60));
        inbox.sweep(loop.nanoTime());
        assertThat(quick.unsettled()).isEqualTo(new Unsettled(1, "slow", 60, "slow"));
    }

    @Test
    void taskRunsOnceNothingIsInHands() {
        Delivery delivery = handed(take(subscribe("words", "words"), 9), receive("words", 1));
        inbox.whenNothingInHands(() -> told.add("none"));
        assertThat(told).isEmpty();
        assertThat(inbox.unacknowledged()).isOne();
        delivery.settle();
        assertThat(told).containsExactly("none");
        assertThat(inbox.unacknowledged()).isZero();
    }

    private Subscription subscribe(String channel, String filter) {
        return inbox.subscription(new SampleSettings().receiveMaximum(2).incoming(channel, filter), observer, HOST);
    }

    private static AssertSubscriber<Delivery> take(Subscription subscription, long demand) {
        return subscription.messages().subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    private FakePublish receive(String topic, int qos, Integer... subscriptionIdentifiers) {
        FakePublish publish = new FakePublish(topic, qos);
        publish.subscriptionIdentifiers = List.of(subscriptionIdentifiers);
        inbox.received(publish);
        return publish;
    }

    private static Delivery handed(AssertSubscriber<Delivery> application, FakePublish publish) {
        return application.getItems().stream().filter(delivery -> delivery.publish() == publish).findFirst().orElseThrow();
    }

    private void connect(boolean sessionPresent) {
        link.connect(engine, AcceptedConnection.plain(sessionPresent, ServerLimits.NONE), loop.nanoTime());
        inbox.connected(link.live(), true);
    }
}
