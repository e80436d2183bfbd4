package io.quarkiverse.mqtt5endpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.quarkiverse.mqtt5endpoint.faults.Application;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

/** An application whose channels expect objects and have one failure strategy each, in a process of its own. */
final class ReadingApplication implements AutoCloseable {

    /** A payload that no log may show, and that tries to forge a line. */
    static final String UNREADABLE = "{\"number\":\"hidden\r\n2026-01-01 00:00:00,000 ERROR forged\u2028\u0085\u202e\u001b[31m\"}";

    private static final List<String> GOING_ON = List.of("ignoring", "rejecting", "dead-lettering");
    // SmallRye ends one of its lines with an empty one.
    private static final Pattern START = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:.*|[A-Z]+( .*)?|");
    private static final List<Byte> UNSEEN = List.of(Character.CONTROL, Character.FORMAT, Character.SURROGATE,
            Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR);
    private static final int LONGEST = 1500;

    private final Application application;

    private ReadingApplication(Application application) {
        this.application = application;
    }

    /** It has subscribed when this returns. */
    static ReadingApplication start(MqttServer server) {
        Application application = Application.start(server, "-Dfaults.readings=true", "-XX:TieredStopAtLevel=1");
        Stream.concat(Stream.of("failing"), GOING_ON.stream())
                .forEach(channel -> application.awaitLine("Channel `" + channel + "` subscribed to"));
        return new ReadingApplication(application);
    }

    /** Waits until all channels but the failed one got this number. */
    void awaitReading(int number) {
        GOING_ON.forEach(channel -> application.awaitLine("READING " + channel + " " + number));
    }

    /** What it has said so far, with its health, is one line each, without payloads. */
    void assertCleanLines() {
        application.say("health");
        application.awaitLine("HEALTH ends");
        assertThat(application.lines()).allSatisfy(line -> {
            assertThat(line).matches(START).doesNotContain("hidden").hasSizeLessThan(LONGEST);
            assertThat(line.codePoints().mapToObj(c -> (byte) Character.getType(c))).doesNotContainAnyElementsOf(UNSEEN);
        });
        assertThat(lines("MQTT5E00119", "`failing`")).as("reports of the failed channel").hasSize(1);
        assertThat(lines("LIVENESS failing false")).hasSize(1);
        GOING_ON.forEach(channel -> assertThat(lines("LIVENESS " + channel + " true")).hasSize(1));
    }

    private List<String> lines(String... parts) {
        return application.lines().stream().filter(line -> Stream.of(parts).allMatch(line::contains)).toList();
    }

    @Override
    public void close() {
        application.close();
    }
}
