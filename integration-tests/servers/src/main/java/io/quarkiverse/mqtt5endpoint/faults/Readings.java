package io.quarkiverse.mqtt5endpoint.faults;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes objects from channels with one failure strategy each. Off unless a test turns the channels on. */
@ApplicationScoped
public class Readings {

    /** What is in a message. */
    public record Reading(int number) {
    }

    @Incoming("failing")
    void failing(Reading reading) {
        received("failing", reading);
    }

    @Incoming("ignoring")
    void ignoring(Reading reading) {
        received("ignoring", reading);
    }

    @Incoming("rejecting")
    void rejecting(Reading reading) {
        received("rejecting", reading);
    }

    @Incoming("dead-lettering")
    void deadLettering(Reading reading) {
        received("dead-lettering", reading);
    }

    private static void received(String channel, Reading reading) {
        System.out.println("READING " + channel + " " + reading.number());
    }
}
