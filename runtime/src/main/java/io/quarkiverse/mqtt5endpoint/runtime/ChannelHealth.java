package io.quarkiverse.mqtt5endpoint.runtime;

import java.util.List;
import java.util.Objects;

import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Connected;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Connecting;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Idle;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Outage;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Preparing;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Waiting;
import io.quarkiverse.mqtt5endpoint.core.consume.Subscription;
import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState;
import io.quarkiverse.mqtt5endpoint.core.consume.Unsettled;
import io.quarkiverse.mqtt5endpoint.core.session.SessionLease;
import io.quarkiverse.mqtt5endpoint.core.session.SessionState;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.FailureText;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.Sentence;
import io.quarkiverse.mqtt5endpoint.runtime.observe.Counters;
import io.smallrye.reactive.messaging.health.HealthReport.ChannelInfo;

/** How one channel answers the three questions of a health check. */
record ChannelHealth(String channel, SessionLease lease, Counters counters) {

    // From then on it is worth saying how long there has been no progress.
    private static final int MANY_ATTEMPTS = 10;

    ChannelInfo startup() {
        // A channel that gave up has started: from then on liveness speaks.
        boolean started = counters.ready.sum() > 0 || isUnused() || !(lease.state() instanceof SessionState.Running);
        return new ChannelInfo(channel, started, text());
    }

    ChannelInfo readiness() {
        String text = text();
        return text == null ? new ChannelInfo(channel, true, Sentence.orNull(unsettled()))
                : new ChannelInfo(channel, isUnused(), text);
    }

    ChannelInfo liveness() {
        return lease.state() instanceof SessionState.Failed ? new ChannelInfo(channel, false, text())
                : new ChannelInfo(channel, true);
    }

    /** Whether nobody wants its messages yet, or has any. */
    private boolean isUnused() {
        return lease.state() instanceof SessionState.Running
                && (subscriptions().isEmpty() ? lease.connection() instanceof Idle
                        : subscriptions().stream().noneMatch(Subscription::isWanted));
    }

    private List<Subscription> subscriptions() {
        return lease.subscriptions();
    }

    /** Why it is not ready; {@code null} if it is. The server and the application had a part in the text. */
    private String text() {
        return Sentence.orNull(rawText());
    }

    private String rawText() {
        if (lease.state() instanceof SessionState.Failed failed) {
            return FailureText.of(lease.own(failed));
        }
        if (!(lease.state() instanceof SessionState.Running)) {
            return lease.state() instanceof SessionState.Stopping ? "stopping" : "stopped";
        }
        return isUnused() ? "not subscribed" : ofConnection(lease.connection());
    }

    private String ofConnection(ConnectionState connection) {
        if (connection instanceof Connected) {
            boolean granted = subscriptions().stream()
                    .allMatch(subscription -> subscription.state() instanceof SubscriptionState.Granted);
            return granted ? null : "waiting for the server to accept the subscription";
        }
        Outage outage = outage(connection);
        return outage == null ? "connecting to " + lease.server()
                : "no connection to " + outage.server() + ": " + outage.loss().text() + withoutProgress(outage);
    }

    private static Outage outage(ConnectionState connection) {
        if (connection instanceof Waiting waiting) {
            return waiting.outage();
        }
        if (connection instanceof Connecting connecting) {
            return connecting.last();
        }
        return connection instanceof Preparing preparing ? preparing.last() : null;
    }

    private String withoutProgress(Outage outage) {
        return outage.attempts() < MANY_ATTEMPTS ? ""
                : " (" + outage.attempts() + " attempts without progress for "
                        + (lease.nanoTime() - outage.sinceNanos()) / 1_000_000_000L + " s)";
    }

    private String unsettled() {
        return subscriptions().stream().map(Subscription::unsettled).map(Unsettled::text).filter(Objects::nonNull).findFirst()
                .orElse(null);
    }
}
