package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;
import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;

class AckOrderTest {

    private final AckOrder order = new AckOrder();
    private final FakeOwner owner = new FakeOwner();
    private final List<FakePublish> publishes = new ArrayList<>();

    @Test
    void messageIsReleasedWhenAllBeforeItAreDecided() {
        Delivery first = add(1);
        Delivery second = add(2);
        second.settle();
        order.advance();
        assertThat(releases()).containsExactly(0, 0);
        assertThat(order.decided()).isOne();
        first.settle();
        order.advance();
        order.advance();
        assertThat(releases()).containsExactly(1, 1);
        assertThat(order.head()).isNull();
    }

    @Test
    void acknowledgementsAreAskedForInTheOrderOfArrival() {
        Delivery first = add(1);
        Delivery second = add(1);
        second.reject(0x99, "second");
        first.settle();
        order.advance();
        assertThat(order.next()).isEqualTo(Acknowledgement.SUCCESS);
        assertThat(order.inEngine()).isOne();
        assertThat(order.next()).isEqualTo(new Acknowledgement(0x99, "second"));
        assertThat(order.inEngine()).isZero();
        assertThat(order.next()).as("one that nobody knows of").isNull();
    }

    @Test
    void endOfAMessageIsKnownOnceItsAcknowledgementIsWritten() {
        Delivery delivery = add(1);
        CompletableFuture<Boolean> end = delivery.end().toCompletableFuture();
        delivery.settle();
        order.advance();
        assertThat(end).isNotDone();
        order.next();
        assertThat(end).isCompletedWithValue(true);
        assertThat(delivery.end().toCompletableFuture()).isCompletedWithValue(true);
    }

    @Test
    void messageThatGoesBackToTheServerIsNotDone() {
        Delivery delivery = add(1);
        CompletableFuture<Boolean> end = delivery.end().toCompletableFuture();
        delivery.settle();
        order.connectionLost();
        assertThat(end).isCompletedWithValue(false);
        order.next();
        assertThat(end).isCompletedWithValue(false);
    }

    @Test
    void nobodyWaitsForAMessageOfAForgottenSessionOrOfQos0() {
        Delivery exactlyOnce = add(2);
        order.sessionLost();
        assertThat(exactlyOnce.end().toCompletableFuture()).isCompletedWithValue(true);
        Delivery atMostOnce = new Delivery(owner, new FakePublish("t", 0), 0, 0);
        assertThat(atMostOnce.end().toCompletableFuture()).isNotDone();
        atMostOnce.settle();
        assertThat(atMostOnce.end().toCompletableFuture()).isCompletedWithValue(true);
    }

    @Test
    void lostConnectionReleasesQos1WhateverIsDecidedAndKeepsQos2() {
        Delivery exactlyOnce = add(2);
        Delivery undecided = add(1);
        Delivery decided = add(1);
        decided.settle();
        order.connectionLost();
        assertThat(releases()).containsExactly(0, 1, 1);
        assertThat(owner.returned).isEqualTo(2);
        assertThat(undecided.isReturned()).isTrue();
        assertThat(decided.decision()).isNull();
        assertThat(exactlyOnce.isReturned()).isFalse();
        assertThat(order.head()).isSameAs(exactlyOnce);
        exactlyOnce.settle();
        order.advance();
        assertThat(releases()).containsExactly(1, 1, 1);
        assertThat(order.next()).isEqualTo(Acknowledgement.SUCCESS);
        assertThat(order.next()).as("of a message that went back").isNull();
    }

    @Test
    void lostConnectionReleasesWhatIsDecidedBehindTheMessagesThatLeave() {
        add(1);
        add(2).settle();
        order.advance();
        order.connectionLost();
        assertThat(releases()).containsExactly(1, 1);
        assertThat(order.head()).isNull();
    }

    @Test
    void replacedEngineIsNeverGivenWhatTheFormerOneHad() {
        Delivery one = add(1);
        Delivery other = add(2);
        order.engineReplaced();
        one.settle();
        other.settle();
        order.advance();
        assertThat(releases()).containsExactly(0, 0);
        assertThat(owner.returned).isEqualTo(2);
        assertThat(order.inEngine()).isZero();
    }

    @Test
    void lostSessionReleasesAllAndForgetsThem() {
        Delivery undecided = add(2);
        Delivery decided = add(2);
        decided.settle();
        order.sessionLost();
        assertThat(releases()).containsExactly(1, 1);
        undecided.settle();
        assertThat(undecided.decision()).as("what the server is told").isNull();
        assertThat(order.head()).isNull();
    }

    private Delivery add(int qos) {
        FakePublish publish = new FakePublish("t", qos);
        publishes.add(publish);
        Delivery delivery = new Delivery(owner, publish, publishes.size(), 1);
        order.add(delivery);
        return delivery;
    }

    private List<Integer> releases() {
        return publishes.stream().map(publish -> publish.releases).toList();
    }
}
