package io.quarkiverse.mqtt5endpoint.runtime.config;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Direction;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.LimitSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.core.settings.Topics;

/** Logs at start what an operator should know about a configuration that is allowed: one line each. */
public final class StartNotes {

    private static final Pattern HOST_NAME = Pattern.compile("\\$\\{[^}]*host_?-?name[^}]*}", Pattern.CASE_INSENSITIVE);
    private static final long LONG_SESSION = 3600;

    private final UnknownAttributes unknown;
    private final Environment environment;

    public StartNotes(Environment environment, ReportedAttributes reported) {
        this.unknown = new UnknownAttributes(reported);
        this.environment = environment;
    }

    /**
     * @param config the attributes of the channel
     */
    public void of(IncomingSettings settings, Config config) {
        unknown.report(settings.channel(), Direction.INCOMING, config);
        endpoint(settings.channel(), settings.client());
        subscription(settings);
        hostName(settings, config);
        memory(settings);
    }

    /**
     * @param config the attributes of the channel
     */
    public void of(OutgoingSettings settings, Config config) {
        unknown.report(settings.channel(), Direction.OUTGOING, config);
        endpoint(settings.channel(), settings.client());
    }

    private static void subscription(IncomingSettings settings) {
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

    /** A replica that never comes back leaves its session behind. */
    private static void hostName(IncomingSettings settings, Config config) {
        String written = config.getConfigValue(Attribute.CLIENT_ID.key()).getRawValue();
        if (written != null && HOST_NAME.matcher(written).find()
                && settings.client().session().expirySeconds() > LONG_SESSION) {
            log.sessionOfHostName(settings.channel(), settings.client().session().expirySeconds());
        }
    }

    /** Where the size of packets was chosen, and so may be meant. */
    private void memory(IncomingSettings settings) {
        LimitSettings limits = settings.client().limits();
        if (limits.maximumPacketSize() != LimitSettings.PROTOCOL_MAXIMUM
                && (long) limits.receiveMaximum() * limits.maximumPacketSize() > environment.heap() / 2) {
            log.unacknowledgedMessagesMayFillHeap(settings.channel(), limits.receiveMaximum(), limits.maximumPacketSize(),
                    environment.heap());
        }
    }

    private static void endpoint(String channel, ClientSettings settings) {
        if (!settings.security().tls().enabled() && !settings.security().credentials().isEmpty()
                && settings.servers().stream().anyMatch(server -> !server.isLoopback())) {
            log.clearTextCredentials(channel, settings.servers().stream().filter(server -> !server.isLoopback())
                    .map(ServerAddress::host).collect(Collectors.joining(", ")));
        }
    }
}
