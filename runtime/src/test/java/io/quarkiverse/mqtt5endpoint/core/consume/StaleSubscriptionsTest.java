package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionIdentifier;

class StaleSubscriptionsTest {

    private static final int CURRENT = SubscriptionIdentifier.of("$share/workers/a/+");
    private static final int FORMER = SubscriptionIdentifier.of("$share/workers/a/#");
    private static final int OF_THE_ENGINE = 1;

    private final List<String> unsubscribed = new ArrayList<>();
    private final StaleSubscriptions subscriptions = new StaleSubscriptions(() -> "words", unsubscribed::add);

    StaleSubscriptionsTest() {
        subscriptions.add(List.of("$share/workers/a/+", "b"));
    }

    @Test
    void messageOfACurrentSubscriptionIsWanted() {
        assertThat(isStale(CURRENT)).isFalse();
        assertThat(isStale(SubscriptionIdentifier.of("b"))).isFalse();
    }

    @Test
    void messageOfAFormerSubscriptionAloneIsStale() {
        assertThat(isStale(FORMER)).isTrue();
        assertThat(isStale(FORMER, SubscriptionIdentifier.of("a/b"))).isTrue();
    }

    @Test
    void messageOfACurrentSubscriptionAmongOthersIsWanted() {
        assertThat(isStale(FORMER, CURRENT)).isFalse();
        assertThat(isStale(CURRENT, FORMER)).isFalse();
    }

    @Test
    void whatSaysNothingAboutItsSubscriptionIsWanted() {
        assertThat(isStale()).isFalse();
        assertThat(isStale(OF_THE_ENGINE)).isFalse();
        assertThat(isStale(FORMER, OF_THE_ENGINE)).isFalse();
    }

    @Test
    void subscriptionThatIsClosedIsStaleUntilItIsOpenedAgain() {
        subscriptions.remove(List.of("b"));
        assertThat(isStale(SubscriptionIdentifier.of("b"))).isTrue();
        subscriptions.add(List.of("b"));
        assertThat(isStale(SubscriptionIdentifier.of("b"))).isFalse();
    }

    @Test
    void formerSubscriptionIsEndedOnceItsFilterIsFound() {
        isStale(FORMER);
        isStale(FORMER, CURRENT);
        assertThat(unsubscribed).containsExactly("$share/workers/a/#");
    }

    @Test
    void subscriptionWhoseFilterCannotBeFoundIsLeftAlone() {
        assertThat(isStale(SubscriptionIdentifier.of("$share/former/a/+"))).isTrue();
        assertThat(unsubscribed).isEmpty();
    }

    @Test
    void subscriptionToATopicThatIsInUseIsLeftAlone() {
        assertThat(isStale(SubscriptionIdentifier.of("a/+"))).isTrue();
        assertThat(unsubscribed).isEmpty();
    }

    private boolean isStale(Integer... identifiers) {
        FakePublish publish = new FakePublish("a/b", 1);
        publish.subscriptionIdentifiers = Arrays.asList(identifiers);
        return subscriptions.isStale(publish);
    }
}
