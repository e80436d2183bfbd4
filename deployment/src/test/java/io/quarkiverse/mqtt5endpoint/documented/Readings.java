package io.quarkiverse.mqtt5endpoint.documented;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Gets its own type, from JSON. */
@ApplicationScoped
class Readings {

    private final List<Reading> taken = new CopyOnWriteArrayList<>();

    @Incoming("readings")
    void take(Reading reading) {
        taken.add(reading);
    }

    List<Reading> taken() {
        return taken;
    }
}
