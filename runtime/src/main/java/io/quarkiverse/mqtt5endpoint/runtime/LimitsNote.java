package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;

/** Warns once if the server does not allow what the messages of a channel are by default. */
final class LimitsNote implements Consumer<LiveConnection> {

    private final OutgoingSettings settings;
    private final AtomicBoolean warned = new AtomicBoolean();

    LimitsNote(OutgoingSettings settings) {
        this.settings = settings;
    }

    @Override
    public void accept(LiveConnection live) {
        String beyond = live.limits().exceededBy(settings.defaults().qos(), settings.defaults().retain());
        if (beyond != null && warned.compareAndSet(false, true)) {
            log.beyondServerLimits(settings.channel(), settings.client().server().toString(), beyond);
        }
    }
}
