package io.quarkiverse.mqtt5endpoint.benchmarks.run;

import java.util.List;

import io.quarkiverse.mqtt5endpoint.benchmarks.work.Kind;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;

/**
 * Who is measured.
 *
 * @param connector of Reactive Messaging; {@code null} for a client without it
 */
public record ContenderName(String name, String connector) {

    public static final ContenderName PLAIN = new ContenderName("plain", null);
    private static final ContenderName LEAST = new ContenderName("least", "least");
    private static final ContenderName PAHO = new ContenderName("paho", null);
    private static final ContenderName QUARKUS_HIVEMQ = new ContenderName("quarkus-hivemq", "smallrye-mqtt-hivemq");

    /** The plain client first, which the others are compared with. */
    public static final List<ContenderName> ALL = List.of(PLAIN, new ContenderName("plain-consolidated", null),
            LEAST, new ContenderName("ours", "smallrye-mqtt5-endpoint"),
            new ContenderName("smallrye-mqtt", "smallrye-mqtt"), QUARKUS_HIVEMQ, PAHO);

    /** Whether it can do the work at all. */
    boolean can(Work work) {
        // The channels of these two have a connection each.
        return work.kind() != Kind.CHANNELS || !equals(LEAST) && !equals(QUARKUS_HIVEMQ);
    }

    /** Which channel of the application has to work. */
    static String channel(Kind kind) {
        return switch (kind) {
            case CONSUME -> "consume";
            case MULTI -> "multi";
            case EMITTER -> "emitter";
            case FORWARD -> "forward";
            case CHANNELS, UNSETTLED -> "none";
        };
    }
}
