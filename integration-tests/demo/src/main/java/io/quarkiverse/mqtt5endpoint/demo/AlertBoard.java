package io.quarkiverse.mqtt5endpoint.demo;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;

/** Takes every alert back from the server, those of other replicas included, with what travelled beside the payload. */
@ApplicationScoped
class AlertBoard {

    private final Dashboard dashboard;

    AlertBoard(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    // tag::metadata[]
    @Incoming("alert-board")
    void show(Alert alert, IncomingMqtt5Metadata metadata) {
        dashboard.show(new AlertView(alert.reading(), alert.limit(),
                userProperty(metadata, "severity"), userProperty(metadata, "raised-by"),
                metadata.getMessageExpiryInterval().orElse(-1)));
    }

    private static String userProperty(IncomingMqtt5Metadata metadata, String name) {
        return metadata.getUserProperties().stream()
                .filter(property -> property.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst().orElse("");
    }
    // end::metadata[]
}
