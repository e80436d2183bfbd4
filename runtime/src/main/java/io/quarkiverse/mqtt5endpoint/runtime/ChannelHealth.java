package io.quarkiverse.mqtt5endpoint.runtime;

import io.quarkiverse.mqtt5endpoint.core.session.ChannelRole;
import io.quarkiverse.mqtt5endpoint.core.session.SessionStatus;
import io.quarkiverse.mqtt5endpoint.core.session.SessionStatus.Phase;
import io.smallrye.reactive.messaging.health.HealthReport.ChannelInfo;

/** How one channel answers the three questions of a health check. */
record ChannelHealth(String channel, ChannelRole role) {

    ChannelInfo startup() {
        SessionStatus status = role.status();
        // A channel that gave up has started: from then on liveness speaks.
        return new ChannelInfo(channel, status.wasReady() || status.phase() == Phase.IDLE || status.phase() == Phase.FAILED
                || status.phase() == Phase.STOPPED, status.text());
    }

    ChannelInfo readiness() {
        SessionStatus status = role.status();
        if (status.phase() == Phase.READY) {
            return new ChannelInfo(channel, true, role.unsettled().text());
        }
        return new ChannelInfo(channel, status.phase() == Phase.IDLE, status.text());
    }

    ChannelInfo liveness() {
        SessionStatus status = role.status();
        return status.phase() == Phase.FAILED ? new ChannelInfo(channel, false, status.text()) : new ChannelInfo(channel, true);
    }
}
