package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.ArrayDeque;
import java.util.Deque;

/** The answers to one kind of packet: those for the next ones, and the one for all after them. */
final class Script {

    private final Deque<Answer> next = new ArrayDeque<>();
    private Answer otherwise;

    Script(Answer otherwise) {
        this.otherwise = otherwise;
    }

    synchronized void always(Answer answer) {
        otherwise = answer;
    }

    synchronized void next(int times, Answer answer) {
        for (int i = 0; i < times; i++) {
            next.add(answer);
        }
    }

    synchronized Answer take() {
        return next.isEmpty() ? otherwise : next.poll();
    }
}
