package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState.Closed;
import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState.Deferred;
import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState.Granted;
import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState.New;
import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState.Pending;
import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState.Requested;
import io.quarkiverse.mqtt5endpoint.core.engine.AcceptedConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.FakeEngine;
import io.quarkiverse.mqtt5endpoint.core.engine.FakeLink;
import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;
import io.quarkiverse.mqtt5endpoint.core.engine.ServerLimits;
import io.quarkiverse.mqtt5endpoint.core.engine.SubscribeOutcome;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.settings.RetainHandling;
import io.quarkiverse.mqtt5endpoint.core.settings.SampleSettings;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class SubscriptionTest implements Subscription.Host {

    private static final int RECEIVE_MAXIMUM = 3;

    private final ManualLoop loop = new ManualLoop();
    private final FakeLink link = new FakeLink();
    private final FakeEngine engine = new FakeEngine(null, null);
    private final List<String> told = new ArrayList<>();

    private final AckOrder order = new AckOrder();

    private Subscription subscription = subscription("t/+");

    @Test
    void connectionIsOfNoConsequenceBeforeSomebodyWantsTheMessages() {
        connect(false);
        assertThat(subscription.state()).isInstanceOf(New.class);
        assertThat(engine.subscribes).isEmpty();
    }

    @Test
    void streamIsWantedAsSoonAsItIsSubscribed() {
        assertThat(subscription.isWanted()).isFalse();
        loop.elsewhere(this::open);
        assertThat(subscription.state()).isInstanceOf(New.class);
        assertThat(subscription.isWanted()).isTrue();
    }

    @Test
    void subscribeFollowsTheConnectionOnceSomebodyWantsTheMessages() {
        open();
        assertThat(subscription.state()).isInstanceOf(Pending.class);
        assertThat(told).containsExactly("opened");
        connect(false);
        assertThat(subscription.state()).isInstanceOf(Requested.class);
        engine.grant(1);
        assertThat(subscription.state()).isInstanceOf(Granted.class);
        assertThat(told).containsExactly("opened", "granted");
    }

    @Test
    void stoppingSessionSubscribesToNothing() {
        open();
        link.handsOver = false;
        connect(false);
        assertThat(engine.subscribes).isEmpty();
        assertThat(loop.timers()).isZero();
    }

    @Test
    void stoppingSessionDoesNotTryAgain() {
        open();
        connect(false);
        engine.grant(0x97);
        link.handsOver = false;
        loop.advanceToNextTimer();
        assertThat(engine.subscribes).hasSize(1);
        assertThat(loop.timers()).isZero();
    }

    @Test
    void resumedSessionKeepsWhatWasGranted() {
        granted();
        lose();
        connect(true);
        assertThat(engine.subscribes).hasSize(1);
        assertThat(told).containsExactly("opened", "granted", "granted");
    }

    @Test
    void newSessionIsSubscribedAgain() {
        granted();
        lose();
        connect(false);
        assertThat(engine.subscribes).hasSize(2);
        assertThat(subscription.state()).isInstanceOf(Requested.class);
    }

    @Test
    void engineSendsAnUnansweredSubscribeAgainWhenTheSessionIsResumed() {
        open();
        connect(false);
        lose();
        connect(true);
        assertThat(engine.subscribes).hasSize(1);
        engine.grant(1);
        assertThat(subscription.state()).isInstanceOf(Granted.class);
    }

    @Test
    void answerThatWillNotComeIsReplacedByTheNextSubscribe() {
        open();
        connect(false);
        engine.answer(new SubscribeOutcome.Lost(new IOException("closed")));
        assertThat(subscription.state()).isInstanceOf(Pending.class);
        lose();
        connect(true);
        assertThat(engine.subscribes).hasSize(2);
    }

    @Test
    void answerToAnEarlierSubscribeMeansNothing() {
        open();
        connect(false);
        lose();
        connect(false);
        engine.subscribeAnswers.get(0).accept(new SubscribeOutcome.Lost(new IOException("closed")));
        assertThat(subscription.state()).isInstanceOf(Requested.class);
    }

    @Test
    void replacedEngineSendsNothingAgain() {
        open();
        connect(false);
        lose();
        subscription.engineReplaced();
        connect(true);
        assertThat(engine.subscribes).hasSize(2);
    }

    @Test
    void temporaryRefusalIsTriedAgainAfterAPause() {
        open();
        connect(false);
        engine.grant(0x97);
        assertThat(subscription.state()).isInstanceOf(Deferred.class);
        loop.advanceToNextTimer();
        assertThat(subscription.state()).isEqualTo(new Requested(1));
        engine.grant(1);
        assertThat(told).containsExactly("opened", "granted");
    }

    @Test
    void nothingIsTriedAgainWithoutAConnection() {
        open();
        connect(false);
        engine.grant(0x97);
        lose();
        assertThat(loop.timers()).isZero();
        assertThat(subscription.state()).isInstanceOf(Pending.class);
        connect(true);
        assertThat(subscription.state()).isEqualTo(new Requested(0));
    }

    @Test
    void finalRefusalIsAFailure() {
        open();
        connect(false);
        engine.grant(0x87);
        assertThat(told).containsExactly("opened", "failed");
    }

    @Test
    void subscribeThatCannotBeSentIsAFailure() {
        open();
        connect(false);
        engine.answer(new SubscribeOutcome.NotSent(new IllegalArgumentException("too large")));
        assertThat(told).containsExactly("opened", "failed");
    }

    @Test
    void serverThatCannotDoWhatTheFilterNeedsIsAFailure() {
        subscription = subscription("$share/group/t/+");
        open();
        connect(new ServerLimits(2, true, 99999, 10, 0, false, true, true));
        assertThat(told).containsExactly("opened", "failed");
        subscription = subscription("t/+");
        open();
        connect(new ServerLimits(2, true, 99999, 10, 0, true, false, true));
        assertThat(told).endsWith("opened", "failed");
        assertThat(engine.subscribes).isEmpty();
    }

    @Test
    void quietResumedSessionIsSubscribedOnceMoreWithoutRetainedMessages() {
        subscription = subscription("$share/group/t");
        open();
        connect(true);
        drain();
        engine.grant(1);
        sweep(4);
        assertThat(engine.subscribes).hasSize(1);
        sweep(1);
        assertThat(engine.subscribes).hasSize(2);
        assertThat(engine.subscribes.get(1).retainHandling()).isEqualTo(RetainHandling.DO_NOT_SEND);
        engine.grant(1);
        assertThat(subscription.state()).isInstanceOf(Granted.class);
        sweep(20);
        assertThat(engine.subscribes).hasSize(2);
    }

    @Test
    void eachResumedSessionIsSubscribedOnceMore() {
        subscription = subscription("$share/group/t");
        granted();
        sweep(20);
        assertThat(engine.subscribes).as("new session").hasSize(1);
        for (int resumed = 1; resumed <= 3; resumed++) {
            lose();
            connect(true);
            sweep(20);
            assertThat(engine.subscribes).hasSize(1 + resumed);
            engine.grant(1);
        }
    }

    @Test
    void subscriptionOfItsOwnIsNotRenewed() {
        granted();
        lose();
        connect(true);
        sweep(20);
        assertThat(engine.subscribes).hasSize(1);
    }

    @Test
    void unansweredSubscribeIsNotRenewed() {
        subscription = subscription("$share/group/t");
        open();
        connect(true);
        drain();
        sweep(20);
        assertThat(engine.subscribes).hasSize(1);
    }

    @Test
    void resumedSessionIsSubscribedOnceItHasDrained() {
        subscription = subscription("$share/group/t");
        open();
        connect(true);
        for (int i = 0; i < 3; i++) {
            receive();
            drain();
            assertThat(engine.subscribes).isEmpty();
        }
        drain();
        assertThat(engine.subscribes).as("unacknowledged").isEmpty();
        acknowledge();
        drain();
        assertThat(engine.subscribes).hasSize(1);
    }

    @Test
    void resumedSessionThatDoesNotDrainIsSubscribedInTime() {
        subscription = subscription("$share/group/t");
        open();
        connect(true);
        receive();
        loop.advance(Duration.ofMillis(3100));
        assertThat(engine.subscribes).isEmpty();
        loop.advance(Duration.ofMillis(100));
        assertThat(engine.subscribes).hasSize(1);
        assertThat(loop.timers()).as("the answer").isOne();
    }

    @Test
    void connectionThatIsLostBeforeTheSessionHasDrainedIsNotSubscribed() {
        subscription = subscription("$share/group/t");
        open();
        connect(true);
        lose();
        assertThat(loop.timers()).isZero();
        assertThat(subscription.state()).isInstanceOf(Pending.class);
    }

    @Test
    void nothingIsRenewedWithoutAConnectionOrWhileTheSessionStops() {
        subscription = subscription("$share/group/t");
        granted();
        lose();
        sweep(20);
        connect(true);
        link.handsOver = false;
        sweep(20);
        assertThat(engine.subscribes).hasSize(1);
    }

    @Test
    void unsubscribedStreamCompletesAndAnswersMeanNothing() {
        AssertSubscriber<Delivery> application = open();
        connect(false);
        assertThat(subscription.unsubscribe()).isTrue();
        engine.grant(0x87);
        assertThat(engine.unsubscribes).containsExactly(List.of("t/+"));
        application.assertCompleted();
        assertThat(subscription.state()).isInstanceOf(Closed.class);
        assertThat(told).containsExactly("opened");
        connect(false);
        assertThat(engine.subscribes).hasSize(1);
    }

    @Test
    void serverHasToBeAskedLaterIfThereIsNoConnection() {
        granted();
        lose();
        assertThat(subscription.unsubscribe()).isFalse();
        assertThat(subscription("t/+").unsubscribe()).as("never subscribed").isTrue();
        assertThat(engine.unsubscribes).isEmpty();
    }

    @Test
    void closedSubscriptionIsNotOpenedByALaterSubscriber() {
        subscription.end();
        open().assertCompleted();
        assertThat(subscription.state()).isInstanceOf(Closed.class);
        assertThat(told).isEmpty();
    }

    @Test
    void failureEndsTheStreamAndTheRetries() {
        AssertSubscriber<Delivery> application = open();
        connect(false);
        engine.grant(0x97);
        subscription.fail(new IllegalStateException("over"));
        application.assertFailedWith(IllegalStateException.class, "over");
        assertThat(loop.timers()).isZero();
    }

    @Test
    void cancelledStreamIsAbandoned() {
        open().cancel();
        assertThat(told).containsExactly("opened", "abandoned");
    }

    @Test
    void streamHasOneSubscriber() {
        open();
        open().assertFailedWith(IllegalStateException.class, "words");
    }

    private Subscription subscription(String filter) {
        return new Subscription(new SampleSettings().receiveMaximum(RECEIVE_MAXIMUM).incoming("words", filter), loop, link,
                order, new InHands(RECEIVE_MAXIMUM), ChannelObserver.NONE, this);
    }

    private AssertSubscriber<Delivery> open() {
        return subscription.messages().subscribe().withSubscriber(AssertSubscriber.create(1));
    }

    private void granted() {
        open();
        connect(false);
        engine.grant(1);
    }

    private void drain() {
        loop.advance(Duration.ofMillis(200));
    }

    private void receive() {
        Delivery delivery = new Delivery(subscription.deliveries(), new FakePublish("t", 1), 0, 0);
        order.add(delivery);
        subscription.deliveries().received(delivery);
    }

    /** All that the server waits for. */
    private void acknowledge() {
        order.sessionLost();
        for (int i = 0; i < 9; i++) {
            order.next();
        }
    }

    private void sweep(int times) {
        for (int i = 0; i < times; i++) {
            subscription.sweep(true);
        }
    }

    private void connect(boolean sessionPresent) {
        link.connect(engine, AcceptedConnection.plain(sessionPresent, ServerLimits.NONE), loop.nanoTime());
        subscription.connected(link.live());
    }

    private void connect(ServerLimits limits) {
        link.connect(engine, AcceptedConnection.plain(false, limits), loop.nanoTime());
        subscription.connected(link.live());
    }

    private void lose() {
        link.disconnect();
        subscription.connectionLost();
    }

    @Override
    public void opened(Subscription opened) {
        told.add("opened");
    }

    @Override
    public void granted(Subscription granted) {
        told.add("granted");
    }

    @Override
    public void failed(Subscription failed, Throwable cause) {
        told.add("failed");
    }

    @Override
    public void abandoned(Subscription abandoned) {
        told.add("abandoned");
    }
}
