package io.quarkiverse.mqtt5endpoint.demo;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;

/** Takes every reading, and raises an alert for one that is too hot. */
@ApplicationScoped
class TemperatureWatch {

    private final Dashboard dashboard;
    private final double limit;
    private final MutinyEmitter<Alert> alerts;

    TemperatureWatch(Dashboard dashboard, DemoConfig config, @Channel("alerts") MutinyEmitter<Alert> alerts) {
        this.dashboard = dashboard;
        this.limit = config.limit();
        this.alerts = alerts;
    }

    // tag::watch[]
    /** The server is told that a reading was processed after it took the alert, never earlier. */
    @Incoming("readings")
    Uni<Void> watch(Reading reading) {
        dashboard.show(reading);
        return reading.celsius() > limit ? raise(new Alert(reading, limit)) : Uni.createFrom().voidItem();
    }
    // end::watch[]

    // tag::raise[]
    private Uni<Void> raise(Alert alert) {
        return alerts.sendMessage(Message.of(alert).addMetadata(OutgoingMqtt5Metadata.builder()
                .withTopic(alert.topic())
                .withUserProperty("severity", alert.severity())
                .withUserProperty("raised-by", Dashboard.INSTANCE)
                .build()));
    }
    // end::raise[]
}
