package io.quarkiverse.mqtt5endpoint.demo;

import java.time.Instant;
import java.util.Random;

/** A sensor that drifts around its usual temperature, and overheats now and then. Not for use by several threads. */
final class SimulatedSensor {

    private static final double CHANCE_TO_OVERHEAT = 0.004;
    private static final int READINGS_OF_HEAT = 9;
    private static final double HEAT = 97;

    private final String plant;
    private final String name;
    private final double usual;
    private final Random random;

    private double celsius;
    private int heat;

    SimulatedSensor(String plant, String name, double usual, Random random) {
        this.plant = plant;
        this.name = name;
        this.usual = usual;
        this.random = random;
        this.celsius = usual;
    }

    Reading read() {
        heat = heat > 0 ? heat - 1 : random.nextDouble() < CHANCE_TO_OVERHEAT ? READINGS_OF_HEAT : 0;
        celsius += 0.2 * ((heat > 0 ? HEAT : usual) - celsius) + 0.6 * random.nextGaussian();
        return new Reading(plant, name, Math.round(celsius * 10) / 10.0, Instant.now());
    }
}
