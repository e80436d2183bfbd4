package io.quarkiverse.mqtt5endpoint.core.consume;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;

import io.quarkiverse.mqtt5endpoint.core.engine.Link;
import io.quarkiverse.mqtt5endpoint.core.engine.ServerLimits;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Topics;

/** Whether a server supports what a subscription needs (MQTT 5, 3.2.2.3.11 and 3.2.2.3.13). */
record ServerSupport(IncomingSettings settings, Link link) {

    /** Why SUBSCRIBE would be useless; {@code null} if it is not. */
    RuntimeException missing(ServerLimits limits) {
        for (String filter : settings.subscription().filters()) {
            if (Topics.isShared(filter) && !limits.sharedSubscriptions()) {
                return errors.noSharedSubscriptions(settings.channel(), link.server(), filter);
            }
            if (Topics.hasWildcard(Topics.withoutShare(filter)) && !limits.wildcards()) {
                return errors.noWildcards(settings.channel(), link.server(), filter);
            }
        }
        return null;
    }
}
