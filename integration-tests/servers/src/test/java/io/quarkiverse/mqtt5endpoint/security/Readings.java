package io.quarkiverse.mqtt5endpoint.security;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What the sensors measured. */
@ApplicationScoped
public class Readings {

    private final List<String> all = new CopyOnWriteArrayList<>();

    @Incoming("readings")
    void take(String reading) {
        all.add(reading);
    }

    public List<String> all() {
        return all;
    }
}
