package io.quarkiverse.mqtt5endpoint.core.model;

import static io.quarkiverse.mqtt5endpoint.core.model.Violation.check;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState;
import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState;
import io.quarkiverse.mqtt5endpoint.core.session.SessionState;

/** What holds whenever nothing is under way on the loop. What holds at each moment is checked where it happens. */
record ModelRules(ModelWorld world) {

    // The time for an answer begins again, when it is over, if something came meanwhile.
    private static final long ANSWER_NANOS = Duration.ofSeconds(20).toNanos();

    void verify() {
        if (world.isOver()) {
            world.channels.forEach(ModelChannel::sessionEnded);
        }
        ModelEngine live = live();
        session();
        connection(live);
        for (ModelChannel channel : world.channels) {
            channel.expected.checkSameAs(channel.counted, channel.toString());
            if (world.isRunning()) {
                handsOver(channel);
                subscribes(channel, live);
            }
        }
        world.publishes.verify(world.isOver() ? null : live, world.isRunning(), world.isOver());
    }

    private ModelEngine live() {
        ModelEngine last = world.engines.last();
        return last != null && last.isConnected() ? last : null;
    }

    private void session() {
        SessionState state = world.state();
        check(!(state instanceof SessionState.Failed failed) || failed.culprit() == null || world.isExcused(),
                "a channel fails for a reason only", state);
        check(state instanceof SessionState.Running || state instanceof SessionState.Failed || world.isStopping(),
                "a session stops when it is asked to", state);
    }

    private void connection(ModelEngine live) {
        ConnectionState state = world.channels.get(0).lease().connection();
        ModelEngine last = world.engines.last();
        check((live != null) == (state instanceof ConnectionState.Connected), "the state says whether there is a connection",
                state);
        check((last != null && last.isConnecting()) == (state instanceof ConnectionState.Connecting),
                "the state says whether there is an attempt", state);
        check(!(state instanceof ConnectionState.Preparing), "an attempt that can begin begins", state);
        check(world.isOver() == (state instanceof ConnectionState.Closed), "a connection ends with its session", state);
        check(live == null || !live.sender.isStuck(), "what is to be sent later is sent");
        check(world.server.client() == null || world.server.client() == last && last.isOnline(),
                "there is no connection that nobody knows of");
    }

    private void handsOver(ModelChannel channel) {
        ModelCopy first = channel.waiting.first();
        check(first == null || !channel.hasDemand()
                || first.isConfirmable() && world.confirmableInHands() >= world.config.receiveMaximum(),
                "what is asked for and may be handed over is handed over", first);
    }

    private void subscribes(ModelChannel channel, ModelEngine live) {
        SubscriptionState state = channel.subscription().state();
        boolean wanted = channel.isOpen();
        check(wanted == !(state instanceof SubscriptionState.New || state instanceof SubscriptionState.Closed),
                "a subscription is open as long as somebody wants its messages", channel, state);
        check(live == null || !channel.hasUnsubscribed() || !world.server.hasGranted(List.of(channel.filter)),
                "the server sends nothing to who has left", channel);
        if (!wanted || live == null) {
            return;
        }
        boolean asked = live.questions.areAbout(channel.filter);
        check(!(state instanceof SubscriptionState.Pending), "SUBSCRIBE follows the connection", channel);
        check(asked || !(state instanceof SubscriptionState.Requested), "an answer is expected to what was asked", channel);
        // One that was granted before may be renewed, and nothing hangs on the answer.
        check(!(state instanceof SubscriptionState.Requested) || live.questions.waitedNanos() < ANSWER_NANOS,
                "a SUBSCRIBE has an answer in time", channel);
        check(!(state instanceof SubscriptionState.Granted) || world.server.hasGranted(List.of(channel.filter)),
                "what counts as granted is granted", channel);
    }
}
