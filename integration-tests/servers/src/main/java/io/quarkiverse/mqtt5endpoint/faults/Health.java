package io.quarkiverse.mqtt5endpoint.faults;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;

/** Says on the standard output what the health checks would say. */
@ApplicationScoped
public class Health {

    @Inject
    HealthCenter center;

    void print() {
        print("LIVENESS", center.getLiveness());
        print("READINESS", center.getReadiness());
        System.out.println("HEALTH ends");
    }

    private static void print(String check, HealthReport report) {
        report.getChannels().forEach(channel -> System.out
                .println("%s %s %s %s".formatted(check, channel.getChannel(), channel.isOk(), channel.getMessage())));
    }
}
