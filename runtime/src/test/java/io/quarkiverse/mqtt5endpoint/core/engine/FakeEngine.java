package io.quarkiverse.mqtt5endpoint.core.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionSettings;

/** An engine that does nothing by itself: the test says what the server does. */
public class FakeEngine implements MqttEngine {

    public final ConnectionListener connection;
    public final MessageListener messages;
    public final List<ConnectRequest> connects = new ArrayList<>();
    public final List<SubscriptionSettings> subscribes = new ArrayList<>();
    public final List<Consumer<SubscribeOutcome>> subscribeAnswers = new ArrayList<>();
    public final List<List<String>> unsubscribes = new ArrayList<>();
    public final Map<OutgoingPublish, PublishListener> published = new LinkedHashMap<>();
    public final List<String> ends = new ArrayList<>();

    public long bytesReceived;

    public FakeEngine(ConnectionListener connection, MessageListener messages) {
        this.connection = connection;
        this.messages = messages;
    }

    @Override
    public void connect(ConnectRequest request) {
        connects.add(request);
    }

    @Override
    public void disconnect(OptionalLong sessionExpiry, Runnable done) {
        ends.add(sessionExpiry.isEmpty() ? "disconnected" : "disconnected, session for " + sessionExpiry.getAsLong() + " s");
        done.run();
    }

    @Override
    public void drop(String why) {
        ends.add("dropped: " + why);
    }

    @Override
    public void retire(OptionalLong sessionExpiry) {
        ends.add("retired");
    }

    @Override
    public long bytesReceived() {
        return bytesReceived;
    }

    @Override
    public void subscribe(SubscriptionSettings subscription, Consumer<SubscribeOutcome> outcome) {
        subscribes.add(subscription);
        subscribeAnswers.add(outcome);
    }

    @Override
    public void unsubscribe(List<String> filters, Runnable done) {
        unsubscribes.add(filters);
        done.run();
    }

    @Override
    public void publish(PublishPacket packet, PublishListener listener) {
        published.put(packet.message(), listener);
    }

    @Override
    public void resumePublishing() {
        ends.add("publishing resumed");
    }

    public boolean isRetired() {
        return ends.contains("retired");
    }

    /** A CONNACK. */
    public void accept(boolean sessionPresent) {
        connection.connected(AcceptedConnection.plain(sessionPresent, ServerLimits.NONE));
    }

    /** The end of the TCP connection. */
    public void cut() {
        connection.lost(ConnectionLoss.notBegun("the connection was closed", new java.io.IOException("closed")));
    }

    /** The answer to the last SUBSCRIBE. */
    public void grant(int... codes) {
        answer(new SubscribeOutcome.Answered(java.util.Arrays.stream(codes).boxed().toList()));
    }

    public void answer(SubscribeOutcome outcome) {
        subscribeAnswers.get(subscribeAnswers.size() - 1).accept(outcome);
    }
}
