package io.quarkiverse.mqtt5endpoint.core.model;

import static io.quarkiverse.mqtt5endpoint.core.model.Violation.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.engine.SubscribeOutcome;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionSettings;

/** Each SUBSCRIBE of an engine that has no answer. The engine sends it again when a session is resumed. */
final class ModelQuestions {

    private record Question(SubscriptionSettings subscription, Consumer<SubscribeOutcome> answer) {
    }

    private static final Exception LOST = new IOException("the session is gone");

    private final ModelWorld world;
    private final List<Question> open = new ArrayList<>();

    // When one of them was sent on this connection, or the server showed a sign of life
    private long sinceNanos;

    ModelQuestions(ModelWorld world) {
        this.world = world;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    boolean areAbout(String filter) {
        for (Question question : open) {
            if (question.subscription().filters().contains(filter)) {
                return true;
            }
        }
        return false;
    }

    /** For how long one of them has had no answer, and nothing else has come. */
    long waitedNanos() {
        return open.isEmpty() ? 0 : world.loop.nanoTime() - sinceNanos;
    }

    void ask(SubscriptionSettings subscription, Consumer<SubscribeOutcome> answer) {
        check(open.stream().noneMatch(one -> one.subscription() == subscription), "one SUBSCRIBE at a time", subscription);
        if (open.isEmpty()) {
            somethingCame();
        }
        open.add(new Question(subscription, answer));
    }

    /** All of them are sent again. */
    void connected() {
        somethingCame();
    }

    void somethingCame() {
        sinceNanos = world.loop.nanoTime();
    }

    void sessionLost() {
        List<Question> lost = List.copyOf(open);
        open.clear();
        lost.forEach(question -> question.answer().accept(new SubscribeOutcome.Lost(LOST)));
    }

    void unsubscribed(List<String> filters) {
        open.removeIf(question -> filters.containsAll(question.subscription().filters()));
    }

    /** SUBACK. */
    void answer(int index, int reasonCode) {
        Question question = open.remove(index % open.size());
        somethingCame();
        if (reasonCode <= 2) {
            world.server.granted(question.subscription().filters());
        }
        question.answer().accept(new SubscribeOutcome.Answered(List.of(reasonCode)));
    }
}
