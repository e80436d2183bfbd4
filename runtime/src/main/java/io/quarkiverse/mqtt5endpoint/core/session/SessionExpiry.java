package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;

import io.netty.channel.EventLoop;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;

/** How long server and engine remember the session. Event loop only. */
final class SessionExpiry {

    // The engine's clock is a tenth slower than the server's.
    private static final double ENGINE = 1.1;

    private final Supplier<String> name;
    private final ClientSettings settings;
    private final EventLoop loop;

    private boolean everConnected;
    private boolean everWarned;
    private boolean everTakenOver;

    // valid for connection
    private long granted;
    private ScheduledFuture<?> amnesia;

    SessionExpiry(Supplier<String> name, ClientSettings settings, EventLoop loop) {
        this.name = name;
        this.settings = settings;
        this.loop = loop;
    }

    void connected(Mqtt5ConnAck connAck, String server) {
        long wanted = settings.session().expirySeconds();
        everConnected = true;
        granted = connAck.getSessionExpiryInterval().orElse(wanted);
        if (granted < wanted && !everWarned) {
            everWarned = true;
            log.shorterSession(name.get(), server, granted, wanted);
        }
        if (amnesia != null) {
            amnesia.cancel(false);
        }
    }

    /** Another client has it now. */
    void takenOver(String server) {
        if (!everTakenOver) {
            everTakenOver = true;
            log.sessionTakenOver(name.get(), settings.session().clientId(), server);
        }
    }

    /** Whether the next CONNECT has to ask for a new session. */
    boolean cleanStart() {
        return everConnected ? granted == 0 : settings.session().cleanStart();
    }

    /**
     * The connection is gone. The engine ends the flow of messages when its own clock for the session runs out; a
     * server that noticed the lost connection late may resume the session all the same.
     *
     * @param forgotten called when that happens
     */
    void lost(Runnable forgotten) {
        if (granted > 0 && granted != SessionSettings.NEVER_EXPIRES) {
            amnesia = loop.schedule(forgotten, (long) (TimeUnit.SECONDS.toMillis(granted) * ENGINE), TimeUnit.MILLISECONDS);
        }
    }
}
