package io.quarkiverse.mqtt5endpoint.runtime.config;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.stream.Collectors;

import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.core.settings.Topics;

/** What an operator should know about a configuration that is allowed: one line each, at start. */
public final class StartNotes {

    private StartNotes() {
    }

    public static void of(IncomingSettings settings) {
        endpoint(settings.channel(), settings.client());
        settings.subscription().filters().stream().filter(Topics::isShared)
                .forEach(filter -> log.shareName(settings.channel(), filter));
        if (settings.subscription().qos() > 0 && settings.client().session().generated()) {
            if (settings.client().session().neverExpires()) {
                log.generatedClientIdNeverExpires(settings.channel());
            } else {
                log.generatedClientId(settings.channel());
            }
        }
    }

    public static void of(OutgoingSettings settings) {
        endpoint(settings.channel(), settings.client());
    }

    private static void endpoint(String channel, ClientSettings settings) {
        if (!settings.security().tls().enabled() && !settings.security().credentials().isEmpty()
                && settings.servers().stream().anyMatch(server -> !server.isLoopback())) {
            log.clearTextCredentials(channel, settings.servers().stream().filter(server -> !server.isLoopback())
                    .map(ServerAddress::host).collect(Collectors.joining(", ")));
        }
    }
}
