package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.exceptions.MqttClientStateException;
import com.hivemq.client.mqtt.exceptions.MqttSessionExpiredException;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAck;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;

import io.netty.channel.EventLoop;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Topics;

/**
 * Our own SUBSCRIBE: once per process, and again whenever the server has no session. Each code of the SUBACK is
 * looked at, because the client's automatic one would leave a refused subscription silent. Event loop only.
 */
final class Subscriptions {

    private static final int GRANTED_QOS_2 = 2;

    private final String channel;
    private final Supplier<String> server;
    private final EventLoop loop;
    private final ReconnectPolicy policy;
    private final SubscriptionSettings settings;
    private final Runnable onReady;
    private final Consumer<Throwable> onRefused;

    // valid for session
    private boolean granted;
    private boolean underWay;
    private int attempt;

    // valid for connection
    private int connection;
    private int retries;

    Subscriptions(String channel, Supplier<String> server, EventLoop loop, ReconnectPolicy policy,
            SubscriptionSettings settings,
            Runnable onReady,
            Consumer<Throwable> onRefused) {
        this.channel = channel;
        this.server = server;
        this.loop = loop;
        this.policy = policy;
        this.settings = settings;
        this.onReady = onReady;
        this.onRefused = onRefused;
    }

    void connected(Mqtt5AsyncClient client, boolean sessionPresent, ServerLimits limits) {
        connection++;
        retries = 0;
        RuntimeException impossible = impossible(limits);
        if (impossible != null) {
            onRefused.accept(impossible);
        } else if (sessionPresent && granted) {
            onReady.run();
        } else if (!sessionPresent || !underWay) {
            // Otherwise the client itself sends again the SUBSCRIBE that it got no answer to.
            granted = false;
            subscribe(client);
        }
    }

    private RuntimeException impossible(ServerLimits limits) {
        for (String filter : settings.filters()) {
            if (Topics.isShared(filter) && !limits.sharedSubscriptions()) {
                return errors.noSharedSubscriptions(channel, server.get(), filter);
            }
            if (Topics.hasWildcard(Topics.withoutShare(filter)) && !limits.wildcards()) {
                return errors.noWildcards(channel, server.get(), filter);
            }
        }
        return null;
    }

    /** Once more, although the server granted it. */
    void renew(Mqtt5AsyncClient client) {
        if (granted && !underWay) {
            log.stalledAfterResume(channel, server.get());
            subscribe(client);
        }
    }

    /** The SUBSCRIBE that was under way is sent by nobody any more. */
    void engineReplaced() {
        attempt++;
        underWay = false;
    }

    /** No more retries, and answers that are under way mean nothing any more. */
    void close() {
        connection++;
        attempt++;
    }

    boolean hasShared() {
        return settings.hasShared();
    }

    private void subscribe(Mqtt5AsyncClient client) {
        int current = ++attempt;
        underWay = true;
        client.subscribe(packet()).whenComplete((subAck, thrown) -> loop.execute(() -> {
            if (current == attempt) {
                underWay = false;
                answered(client, subAck, thrown);
            }
        }));
    }

    private void answered(Mqtt5AsyncClient client, Mqtt5SubAck subAck, Throwable thrown) {
        if (subAck != null) {
            judge(client, subAck.getReasonCodes());
        } else if (thrown instanceof Mqtt5SubAckException refused) {
            judge(client, refused.getMqttMessage().getReasonCodes());
        } else if (isConnectionGone(thrown)) {
            // The next CONNACK leads to the next SUBSCRIBE.
            log.debugf(thrown, "Channel `%s`: no SUBACK", channel);
        } else {
            onRefused.accept(errors.subscriptionNotSent(channel, String.join(", ", settings.filters()), thrown));
        }
    }

    private static boolean isConnectionGone(Throwable thrown) {
        return thrown instanceof MqttSessionExpiredException || thrown instanceof ConnectionClosedException
                || thrown instanceof MqttClientStateException || thrown instanceof Mqtt5DisconnectException;
    }

    private void judge(Mqtt5AsyncClient client, List<Mqtt5SubAckReasonCode> codes) {
        if (codes.size() != settings.filters().size()) {
            onRefused.accept(errors.wrongSubAck(channel, server.get(), codes.size(), settings.filters().size()));
            return;
        }
        for (int i = 0; i < codes.size(); i++) {
            int code = codes.get(i).getCode();
            String filter = settings.filters().get(i);
            if (isTemporary(code) && policy.mayRetry(retries)) {
                retry(client, filter, codes.get(i));
                return;
            }
            if (code > GRANTED_QOS_2) {
                onRefused.accept(errors.subscriptionRefused(channel, server.get(), filter, describe(codes.get(i))));
                return;
            }
            if (code < settings.qos()) {
                onRefused.accept(errors.lowerQosGranted(channel, server.get(), code, filter, settings.qos()));
                return;
            }
        }
        granted = true;
        log.subscribed(channel, String.join(", ", settings.filters()));
        onReady.run();
    }

    private void retry(Mqtt5AsyncClient client, String filter, Mqtt5SubAckReasonCode code) {
        Duration delay = policy.delay(retries++, ThreadLocalRandom.current().nextDouble());
        log.subscriptionRetry(channel, server.get(), filter, describe(code), delay.toMillis());
        int current = connection;
        loop.schedule(() -> {
            if (current == connection) {
                subscribe(client);
            }
        }, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    // Unspecified error, implementation specific error, quota exceeded
    private static boolean isTemporary(int code) {
        return code == 0x80 || code == 0x83 || code == 0x97;
    }

    private static String describe(Mqtt5SubAckReasonCode code) {
        return code + " (0x" + Integer.toHexString(code.getCode()).toUpperCase(java.util.Locale.ROOT) + ")";
    }

    private Mqtt5Subscribe packet() {
        return Mqtt5Subscribe.builder().addSubscriptions(settings.filters().stream().map(this::subscription)).build();
    }

    private Mqtt5Subscription subscription(String filter) {
        return Mqtt5Subscription.builder().topicFilter(filter).qos(MqttQos.fromCode(settings.qos())).noLocal(settings.noLocal())
                .retainAsPublished(settings.retainAsPublished())
                .retainHandling(Mqtt5RetainHandling.valueOf(settings.retainHandling().name())).build();
    }
}
