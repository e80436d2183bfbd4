package io.quarkiverse.mqtt5endpoint.faults;

import java.util.ArrayList;
import java.util.List;

/** How the channels of an application are set up while faults happen. All of them send what fails to a dead letter topic. */
enum Shape {

    /** Has a backlog at the start. */
    ONCE_OR_MORE("1", 1, false, false),

    EXACTLY_ONCE("2", 2, false, false),

    /** One connection for all channels, and a processor that is half as fast as its feed. */
    SHARED("1-shared", 1, true, true),

    SHARED_EXACTLY_ONCE("2-shared", 2, true, false);

    /** Part of its topics and of the identifiers of its clients. */
    final String title;
    final int qos;
    final boolean shared;
    final boolean slow;

    Shape(String title, int qos, boolean shared, boolean slow) {
        this.title = title;
        this.qos = qos;
        this.shared = shared;
        this.slow = slow;
    }

    /** Whether messages wait for it at the start; not those that the server may stop sending. */
    boolean hasBacklog(ServerKind server) {
        return !slow && (qos == 1 || !server.forgetsToGoOn());
    }

    /** The attributes of the channels, as options of the JVM. */
    List<String> options(ServerKind server) {
        List<String> options = new ArrayList<>();
        for (String channel : List.of("work", "numbers")) {
            set(options, "incoming", channel, "shared-subscription", server.keepsSharedSubscriptions());
            connection(options, "incoming", channel);
        }
        connection(options, "outgoing", "doubles");
        set(options, "incoming", "work", "failure-strategy", "dead-letter-queue");
        set(options, "incoming", "work", "dead-letter-queue.topic", "letters/" + title);
        return options;
    }

    private void connection(List<String> options, String direction, String channel) {
        set(options, direction, channel, "qos", qos);
        set(options, direction, channel, "topic", channel + "/" + title);
        set(options, direction, channel, "client-id", (shared ? "common" : channel) + "-" + title);
        if (shared) {
            set(options, direction, channel, "shared-connection-name", "common");
        }
    }

    private static void set(List<String> options, String direction, String channel, String attribute, Object value) {
        options.add("-Dmp.messaging.%s.%s.%s=%s".formatted(direction, channel, attribute, value));
    }
}
