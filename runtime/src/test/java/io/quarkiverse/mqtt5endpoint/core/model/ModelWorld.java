package io.quarkiverse.mqtt5endpoint.core.model;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.mqtt5endpoint.core.engine.ServerLimits;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.session.SessionLease;
import io.quarkiverse.mqtt5endpoint.core.session.SessionState;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SampleSettings;

/** One session between a server and an application, with what is to be expected of it. */
final class ModelWorld {

    final ModelConfig config;
    final ManualLoop loop = new ManualLoop();
    final ModelServer server;
    final ModelPublishes publishes;
    final ModelAttempts attempts;
    final ModelEngines engines = new ModelEngines(this);
    final ModelTenants tenants = new ModelTenants(this);
    final List<ModelChannel> channels = new ArrayList<>();
    final List<ModelMessage> messages = new ArrayList<>();

    private final ModelRules rules = new ModelRules(this);

    // null without an outgoing channel
    private SessionLease outgoing;
    private int copies;
    private boolean connectedBefore;
    private boolean stopRequested;
    private boolean deferred;
    // Why the session may have failed, null for no reason
    private String excuse;

    ModelWorld(ModelConfig config) {
        this.config = config;
        this.server = new ModelServer(config.window());
        this.publishes = new ModelPublishes(loop, config);
        this.attempts = new ModelAttempts(loop, config.settings().client().reconnect());
    }

    void begin() {
        if (config.earlierSession()) {
            server.beginSession();
        }
        for (int i = 0; i < config.channels(); i++) {
            addChannel(i);
        }
        if (!config.alone()) {
            outgoing = tenants.acquire("out", config.settings(), publishes.counted);
        }
        if (config.prepared()) {
            prepare();
        }
    }

    private void addChannel(int index) {
        SampleSettings settings = config.settings().qos(2);
        IncomingSettings incoming = (config.autoAck() && index == 0 ? settings.autoAck() : settings)
                .incoming("c" + index, (index == 1 ? "$share/group/c" : "c") + index + "/+");
        ModelChannel channel = new ModelChannel(this, incoming);
        channels.add(channel);
        channel.lease(tenants.acquire("c" + index, settings, channel.counted));
        if (config.earlierSession()) {
            server.granted(List.of(channel.filter));
        }
    }

    private void prepare() {
        channels.forEach(ModelChannel::open);
        settleDown();
        ModelEngine engine = engines.last();
        engine.accept(true, ServerLimits.NONE);
        while (!engine.questions.isEmpty()) {
            engine.questions.answer(0, 2);
        }
        channels.forEach(channel -> channel.request(1));
        settleDown();
    }

    int nextNumber() {
        return copies++;
    }

    SessionState state() {
        return channels.get(0).lease().state();
    }

    boolean isRunning() {
        return state() instanceof SessionState.Running;
    }

    boolean isOver() {
        return state() instanceof SessionState.Stopped || hasFailed();
    }

    boolean hasFailed() {
        return state() instanceof SessionState.Failed;
    }

    void stopping() {
        stopRequested = true;
    }

    boolean isStopping() {
        return stopRequested;
    }

    void excuse(String reason) {
        excuse = reason;
    }

    /** A channel gives up when it was told so too often. */
    void excuseBusy() {
        if (!config.settings().client().reconnect().unlimited()) {
            excuse("a subscription was not granted in time");
        }
    }

    boolean isExcused() {
        return excuse != null;
    }

    void deliver(int index, int qos) {
        ModelChannel channel = channels.get(index % channels.size());
        publish(new ModelMessage(messages.size(), channel + "/" + qos, qos), channel.filter);
    }

    /** A message of a subscription that the server remembers from earlier. */
    void deliverUnmatched(int qos) {
        publish(new ModelMessage(messages.size(), "x0/" + qos, qos), null);
    }

    private void publish(ModelMessage message, String filter) {
        messages.add(message);
        server.publish(message, filter);
    }

    /** {@code null} if no channel wants messages of this topic. */
    ModelChannel wants(String topic) {
        int index = topic.charAt(1) - '0';
        return topic.charAt(0) == 'c' && !channels.get(index).hasLeft() ? channels.get(index) : null;
    }

    void arrived(ModelCopy copy) {
        if (copy.channel == null) {
            copy.decide(0);
            copy.message.unwanted = true;
            if (!isOver()) {
                channels.forEach(ModelChannel::sawUnmatched);
                if (outgoing != null) {
                    publishes.sawUnmatched();
                }
            }
        } else if (!isOver()) {
            copy.channel.arrived(copy);
        }
    }

    int confirmableInHands() {
        int confirmable = 0;
        for (ModelChannel channel : channels) {
            for (ModelCopy copy : channel.inHands) {
                confirmable += copy.isConfirmable() ? 1 : 0;
            }
        }
        return confirmable;
    }

    void publish(int qos) {
        if (outgoing != null) {
            startPublisher();
            publishes.publish(outgoing, qos);
        }
    }

    void startPublisher() {
        if (outgoing != null) {
            outgoing.start();
        }
    }

    void accepted(boolean present) {
        if (present) {
            channels.forEach(ModelChannel::sessionResumed);
        } else if (connectedBefore) {
            channels.forEach(ModelChannel::sessionLost);
        }
        connectedBefore = true;
    }

    /** The connection is gone: what of QoS 1 is unacknowledged comes again. */
    void lost(Iterable<ModelCopy> unacknowledged) {
        for (ModelCopy copy : unacknowledged) {
            if (!copy.released && copy.message.qos == 1 && !isOver()) {
                copy.wentBack();
            }
        }
    }

    /** What is unacknowledged comes again, whatever its QoS. */
    void engineReplaced(Iterable<ModelCopy> unacknowledged) {
        for (ModelCopy copy : unacknowledged) {
            if (!copy.released) {
                copy.wentBack();
            }
        }
    }

    void cancelling() {
        if (tenants.isLast()) {
            stopping();
        } else {
            excuse("a channel of a shared connection was cancelled");
        }
    }

    /** Every channel ends its use of the session. */
    void releaseAll() {
        channels.forEach(tenants::leave);
        if (outgoing != null) {
            stopping();
            tenants.release(outgoing);
        }
    }

    void fail(int index) {
        excuse("a channel failed");
        channels.get(index % channels.size()).lease().fail(new IllegalStateException("failed by the application"));
    }

    /** On a thread of the application: before the loop learns of it, one more thing can happen there. */
    void elsewhere(Runnable action) {
        loop.elsewhere(action);
        deferred = true;
    }

    void step(ModelStep step) {
        deferred = false;
        step.apply(this);
        if (!deferred) {
            settleDown();
        }
    }

    void settleDown() {
        loop.runAll();
        rules.verify();
    }
}
