package io.quarkiverse.mqtt5endpoint.runtime;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.mqtt5endpoint.runtime.config.ChannelProperties;

/**
 * Any attributes of a channel become settings, or one sentence, and soon. The first line is the direction and the name
 * of the channel, each other one an attribute.
 */
public final class SettingsFuzz {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int LONGEST_SENTENCE = 1000;
    private static final List<String> ATTRIBUTES = ChannelProperties.attributes();
    private static final List<String> OTHERS = List.of("concurrency", "broadcast", "trust-all", "enabled");

    private SettingsFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        long start = System.nanoTime();
        List<String> lines = FuzzInput.lines(bytes);
        String first = lines.isEmpty() ? "" : lines.get(0);
        ChannelProperties properties = new ChannelProperties();
        lines.stream().skip(1).forEach(line -> set(properties, line));
        String channel = first.replaceAll("^(out|in) ?|[^a-zA-Z0-9$._-]", "");
        read(properties, first.startsWith("out"), channel.isEmpty() ? "in" : channel);
        if (System.nanoTime() - start > SOON.toNanos()) {
            throw new AssertionError("Took longer than " + SOON);
        }
    }

    private static void read(ChannelProperties properties, boolean outgoing, String channel) {
        try {
            Object settings = outgoing ? properties.outgoing(channel) : properties.incoming(channel);
            if (settings.toString().isEmpty()) {
                throw new AssertionError("Settings without a text");
            }
        } catch (IllegalArgumentException e) {
            check(e, channel);
        }
    }

    private static void check(IllegalArgumentException e, String channel) {
        String sentence = String.valueOf(e.getMessage());
        if (!sentence.matches("MQTT5E0000[12]: Channel `\\Q" + channel + "\\E`: attribute `[a-z0-9.-]+` must .+")) {
            throw new AssertionError("No sentence about an attribute of " + channel + ": " + sentence, e);
        }
        if (sentence.length() > LONGEST_SENTENCE || sentence.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("No single line: " + sentence, e);
        }
    }

    /** A name that no attribute has stands for one anyway, so that each input says something. */
    private static void set(ChannelProperties properties, String line) {
        int separator = line.indexOf('=');
        String name = separator < 0 ? line : line.substring(0, separator);
        String attribute = ATTRIBUTES.contains(name) || OTHERS.contains(name) ? name
                : ATTRIBUTES.get(Math.floorMod(name.hashCode(), ATTRIBUTES.size()));
        properties.set(attribute, separator < 0 ? "" : line.substring(separator + 1));
    }
}
