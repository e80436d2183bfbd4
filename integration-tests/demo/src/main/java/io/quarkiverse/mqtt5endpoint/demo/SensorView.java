package io.quarkiverse.mqtt5endpoint.demo;

import java.util.List;
import java.util.stream.Stream;

/** What is known of one sensor so far. Immutable. */
record SensorView(Reading last, double min, double max, double mean, long count, List<Double> recent) {

    private static final int RECENT = 60;

    static SensorView first(Reading reading) {
        double celsius = reading.celsius();
        return new SensorView(reading, celsius, celsius, celsius, 1, List.of(celsius));
    }

    SensorView with(Reading next) {
        double celsius = next.celsius();
        return new SensorView(next, Math.min(min, celsius), Math.max(max, celsius), mean + (celsius - mean) / (count + 1),
                count + 1, Stream.concat(recent.stream().skip(Math.max(0, recent.size() + 1 - RECENT)), Stream.of(celsius))
                        .toList());
    }

    String key() {
        return last.plant() + "/" + last.sensor();
    }
}
