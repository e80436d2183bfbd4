package io.quarkiverse.mqtt5endpoint.core.model;

import static io.quarkiverse.mqtt5endpoint.core.model.Violation.check;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.mqtt5endpoint.core.engine.ServerLimits;
import io.quarkiverse.mqtt5endpoint.core.model.ModelMessage.Fate;

/** The last chapter of each run: whatever was going on comes to its end. */
record ModelEnd(ModelWorld world) {

    private static final int ROUNDS = 100;

    void play() {
        world.settleDown();
        if (world.config.heals() && world.isRunning()) {
            recover();
        }
        stop();
    }

    /** Server and network do what they should, and the application takes everything. */
    private void recover() {
        world.publish(1);
        for (ModelChannel channel : world.channels) {
            channel.open();
            channel.request(1_000_000);
        }
        world.settleDown();
        for (int i = 0; i < ROUNDS && !(isQuiet() && i > 1); i++) {
            round();
            world.loop.advance(Duration.ofSeconds(3));
            world.settleDown();
        }
        if (world.isRunning()) {
            check(isQuiet(), "everything recovers");
            world.messages.forEach(ModelEnd::nothingIsLost);
        }
    }

    private void round() {
        ModelEngine engine = world.engines.last();
        if (engine.isConnecting()) {
            engine.accept(true, ServerLimits.NONE);
        }
        while (engine.isConnected() && !engine.questions.isEmpty()) {
            engine.questions.answer(0, 2);
        }
        while (engine.isConnected() && world.server.sendOne()) {
            settleAll();
        }
        settleAll();
        world.loop.runAll();
        while (engine.isConnected() && engine.sender.proceed(0)) {
            world.loop.runAll();
        }
    }

    private void settleAll() {
        for (ModelChannel channel : world.channels) {
            List.copyOf(channel.inHands).forEach(copy -> channel.settle(copy, 0));
        }
        world.loop.runAll();
    }

    private boolean isQuiet() {
        ModelEngine engine = world.engines.last();
        return engine.isConnected() && engine.questions.isEmpty() && world.server.isEmpty() && world.publishes.isDone()
                && world.channels.stream().allMatch(channel -> channel.waiting.isEmpty() && channel.inHands.isEmpty());
    }

    private static void nothingIsLost(ModelMessage message) {
        check(message.fate != Fate.UNACKNOWLEDGED, "everything is acknowledged in the end", message);
        check(message.fate != Fate.ACKNOWLEDGED || message.unwanted || message.emissions > 0,
                "what is acknowledged was handed over", message);
    }

    private void stop() {
        world.releaseAll();
        for (int i = 0; i < 4; i++) {
            world.loop.runAll();
            world.engines.made.forEach(ModelEngine::sayGoodbye);
            world.loop.advance(Duration.ofSeconds(10));
        }
        world.settleDown();
        check(world.isOver(), "a session without leases ends", world.state());
        check(world.tenants.areGone(), "each lease is released");
        check(world.loop.timers() == 0, "no timer is left", world.loop.timers());
        check(world.server.client() == null, "no connection is left");
        check(world.publishes.isDone(), "every message has its outcome");
        world.channels.forEach(channel -> check(channel.hasEnded(), "every stream ends", channel));
    }
}
