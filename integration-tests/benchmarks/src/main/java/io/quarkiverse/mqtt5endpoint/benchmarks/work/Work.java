package io.quarkiverse.mqtt5endpoint.benchmarks.work;

import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is measured.
 *
 * @param channels how many channels share the connection
 * @param unsettled how many messages are held before they are settled
 */
public record Work(String name, Kind kind, int qos, int channels, int unsettled, Order order, Server server) {

    private static final int WINDOW = 1024;

    /**
     * @param name such as {@code consume-1} (QoS 1), {@code multi}, {@code emitter}, {@code forward}, {@code channels-100},
     *        {@code unsettled-60000-random}; with {@code @mosquitto} or {@code @artemis} behind it for another server
     */
    public static Work of(String name) {
        int at = name.indexOf('@');
        Server server = at < 0 ? Server.RESPONDER : Server.valueOf(name.substring(at + 1).toUpperCase(Locale.ROOT));
        return of(name, (at < 0 ? name : name.substring(0, at)).split("-"), server);
    }

    private static Work of(String name, String[] words, Server server) {
        Kind kind = Kind.valueOf(words[0].toUpperCase(Locale.ROOT));
        return switch (kind) {
            case CONSUME -> new Work(name, kind, Integer.parseInt(words[1]), 1, 1, Order.ARRIVAL, server);
            case CHANNELS -> new Work(name, kind, 1, Integer.parseInt(words[1]), 1, Order.ARRIVAL, server);
            case UNSETTLED -> new Work(name, kind, 1, 1, Integer.parseInt(words[1]),
                    Order.valueOf(words[2].toUpperCase(Locale.ROOT)), server);
            default -> new Work(name, kind, 1, 1, 1, Order.ARRIVAL, server);
        };
    }

    /** How many messages may be on their way to the contender. */
    public int window() {
        return kind == Kind.UNSETTLED ? unsettled : WINDOW;
    }

    /** Where a contender without Reactive Messaging, or one that uses the connector directly, subscribes. */
    public Stream<String> topics() {
        return kind.isPublishing() ? Stream.empty() : IntStream.range(0, channels).mapToObj(i -> "in/" + i);
    }
}
