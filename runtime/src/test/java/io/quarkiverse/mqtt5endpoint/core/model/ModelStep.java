package io.quarkiverse.mqtt5endpoint.core.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Fault;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.engine.ServerLimits;

/**
 * One thing that happens to a session. What is not possible at that moment does not happen.
 *
 * @param a which channel, message and so on
 * @param b how
 */
record ModelStep(Kind kind, int a, int b) {

    private static final ServerLimits NO_QOS_2 = new ServerLimits(1, true, Integer.MAX_VALUE, 10, 0, true, true, true);
    private static final int[] REJECTIONS = { 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99 };
    private static final int CHOICES = 8;

    /** What happens, and how often in relation to the others. {@code #} in the text stands for {@link ModelStep#a}. */
    enum Kind {
        PASS_3_SECONDS(60, "3 seconds pass", (world, a, b) -> world.loop.advance(Duration.ofSeconds(3))),
        OPEN(20, "channel # subscribes to its messages", (world, a, b) -> channel(world, a).open()),
        START_PUBLISHER(6, "the publisher starts", (world, a, b) -> world.startPublisher()),
        REQUEST(50, "channel # requests {count} messages", (world, a, b) -> channel(world, a).request(1 + b % 3)),
        REQUEST_ALL(2, "channel # requests everything", (world, a, b) -> channel(world, a).request(1_000_000)),
        REQUEST_ELSEWHERE(10, "channel # requests {count} messages on another thread",
                (world, a, b) -> world.elsewhere(() -> channel(world, a).request(1 + b % 3))),
        DELIVER(150, "the server has a message of QoS {qos} for channel #", (world, a, b) -> world.deliver(a, b % 3)),
        DELIVER_UNMATCHED(6, "the server has a message of QoS {qos} for nobody",
                (world, a, b) -> world.deliverUnmatched(b % 3)),
        SERVER_SENDS(80, "the server sends what waits", (world, a, b) -> world.server.sendOne()),
        SETTLE(35, "the application acknowledges message #",
                (world, a, b) -> inHands(world, a, copy -> copy.channel.settle(copy, 0))),
        REJECT(15, "the application rejects message # with {code}",
                (world, a, b) -> inHands(world, a, copy -> copy.channel.settle(copy, code(b)))),
        SETTLE_ELSEWHERE(15, "the application acknowledges message # on another thread",
                (world, a, b) -> world.elsewhere(() -> inHands(world, a, copy -> copy.channel.settle(copy, 0)))),
        REJECT_ELSEWHERE(5, "the application rejects message # with {code} on another thread",
                (world, a, b) -> world.elsewhere(() -> inHands(world, a, copy -> copy.channel.settle(copy, code(b))))),
        SETTLE_AGAIN(8, "the application acknowledges a message of channel # again",
                (world, a, b) -> channel(world, a).settleAgain()),
        ACCEPT(60, "the server accepts the connection, and resumes its session if it has one",
                (world, a, b) -> connecting(world, engine -> engine.accept(true, ServerLimits.NONE))),
        ACCEPT_WITHOUT_SESSION(20, "the server accepts the connection without a session",
                (world, a, b) -> connecting(world, engine -> engine.accept(false, ServerLimits.NONE))),
        ACCEPT_WITHOUT_QOS_2(10, "the server accepts the connection, but no QoS 2",
                (world, a, b) -> connecting(world, engine -> engine.accept(a % 4 != 3, NO_QOS_2))),
        REFUSE(5, "the server is busy", (world, a, b) -> connecting(world, engine -> engine.refuse(0x89))),
        LOSE(25, "the connection is lost", (world, a, b) -> online(world, engine -> engine.lose(Fault.NONE))),
        FAIL_TO_CONNECT(5, "the attempt to connect fails",
                (world, a, b) -> connecting(world, engine -> engine.lose(Fault.NONE))),
        REUSE_IDENTIFIER(4, "the server uses a packet identifier twice",
                (world, a, b) -> online(world, engine -> engine.lose(Fault.IDENTIFIER_REUSED))),
        BREAK_ENGINE(6, "the engine breaks down while there is no connection",
                (world, a, b) -> offline(world, ModelEngine::breakDown)),
        SUBACK(60, "the server grants subscription #", (world, a, b) -> asked(world, questions -> questions.answer(a, 2))),
        SUBACK_BUSY(8, "the server can't grant subscription # now", (world, a, b) -> asked(world, questions -> {
            world.excuseBusy();
            questions.answer(a, 0x97);
        })),
        PUBLISH(50, "the application publishes at QoS {qos}", (world, a, b) -> world.publish(b % 3)),
        PUBLISH_ELSEWHERE(10, "the application publishes at QoS {qos} on another thread",
                (world, a, b) -> world.elsewhere(() -> world.publish(b % 3))),
        PROCEED(60, "the server answers publish #", (world, a, b) -> sending(world, ModelEngine::isConnected,
                sender -> sender.proceed(a))),
        REFUSE_PUBLISH(6, "the server refuses publish #", (world, a, b) -> sending(world, ModelEngine::isConnected,
                sender -> sender.refuse(a, new PublishOutcome.Refused(0x97, null, true)))),
        FAIL_PUBLISH(4, "the engine fails to send publish #", (world, a, b) -> sending(world, engine -> true,
                sender -> sender.fail(a, new PublishOutcome.Failed(new IllegalStateException("engine"))))),
        SAY_GOODBYE(10, "DISCONNECT is written", (world, a, b) -> last(world, ModelEngine::sayGoodbye)),
        PASS_40_SECONDS(4, "40 seconds pass", (world, a, b) -> world.loop.advance(Duration.ofSeconds(40))),
        LEAVE(2, "channel # is closed", (world, a, b) -> world.tenants.leave(channel(world, a))),
        STOP(1, "the application stops", (world, a, b) -> world.tenants.stop()),
        CANCEL(1, "channel # is cancelled", (world, a, b) -> channel(world, a).cancel()),
        FAIL(1, "channel # fails", (world, a, b) -> world.fail(a)),
        REFUSE_FOREVER(1, "the server refuses the connection permanently", (world, a, b) -> connecting(world, engine -> {
            world.excuse("refused permanently");
            engine.refuse(0x8A);
        })),
        SUBACK_REFUSED(1, "the server refuses subscription #", (world, a, b) -> asked(world, questions -> {
            world.excuse("a subscription was refused");
            questions.answer(a, 0x87);
        }));

        private final int weight;
        private final String text;
        private final Action action;

        Kind(int weight, String text, Action action) {
            this.weight = weight;
            this.text = text;
            this.action = action;
        }
    }

    @FunctionalInterface
    private interface Action {

        void apply(ModelWorld world, int a, int b);
    }

    private static final List<Kind> BY_WEIGHT = Stream.of(Kind.values())
            .flatMap(kind -> Stream.generate(() -> kind).limit(kind.weight)).toList();

    /** Steps of one run. Each run does without some kinds, so that others come together that seldom do. */
    static List<ModelStep> random(SplittableRandom random, int steps) {
        long left = random.nextLong() | random.nextLong() | random.nextLong();
        List<ModelStep> chosen = new ArrayList<>(steps);
        while (chosen.size() < steps) {
            Kind kind = BY_WEIGHT.get(random.nextInt(BY_WEIGHT.size()));
            if ((left >> kind.ordinal() & 1) == 1) {
                chosen.add(new ModelStep(kind, random.nextInt(CHOICES), random.nextInt(CHOICES)));
            }
        }
        return chosen;
    }

    List<ModelStep> simpler() {
        return List.of(new ModelStep(kind, 0, 0), new ModelStep(kind, a, 0), new ModelStep(kind, 0, b));
    }

    void apply(ModelWorld world) {
        kind.action.apply(world, a, b);
    }

    private static ModelChannel channel(ModelWorld world, int a) {
        return world.channels.get(a % world.channels.size());
    }

    /** Channel by channel, so that the message that comes first is not always decided first. */
    private static void inHands(ModelWorld world, int a, Consumer<ModelCopy> action) {
        for (int i = 0; i < world.channels.size(); i++) {
            List<ModelCopy> inHands = channel(world, a + i).inHands;
            if (!inHands.isEmpty()) {
                action.accept(inHands.get(a / 2 % inHands.size()));
                return;
            }
        }
    }

    private static void last(ModelWorld world, Consumer<ModelEngine> action) {
        when(world, engine -> true, action);
    }

    private static void connecting(ModelWorld world, Consumer<ModelEngine> action) {
        when(world, ModelEngine::isConnecting, action);
    }

    private static void online(ModelWorld world, Consumer<ModelEngine> action) {
        when(world, ModelEngine::isOnline, action);
    }

    private static void offline(ModelWorld world, Consumer<ModelEngine> action) {
        when(world, engine -> engine.isIdle() || engine.isConnecting(), action);
    }

    private static void asked(ModelWorld world, Consumer<ModelQuestions> action) {
        when(world, engine -> engine.isConnected() && !engine.questions.isEmpty(), engine -> action.accept(engine.questions));
    }

    private static void when(ModelWorld world, Predicate<ModelEngine> condition, Consumer<ModelEngine> action) {
        ModelEngine last = world.engines.last();
        if (last != null && condition.test(last)) {
            action.accept(last);
        }
    }

    /** Engines that were retired can have something in flight, too. */
    private static void sending(ModelWorld world, Predicate<ModelEngine> condition, Consumer<ModelSender> action) {
        for (ModelEngine engine : world.engines.made) {
            if (condition.test(engine) && !engine.sender.flights.isEmpty()) {
                action.accept(engine.sender);
                return;
            }
        }
    }

    private static int code(int b) {
        return REJECTIONS[b % REJECTIONS.length];
    }

    @Override
    public String toString() {
        return kind.text.replace("#", String.valueOf(a)).replace("{qos}", String.valueOf(b % 3))
                .replace("{count}", String.valueOf(1 + b % 3)).replace("{code}", "0x%02X".formatted(code(b)));
    }
}
