package io.quarkiverse.mqtt5endpoint.benchmarks.report;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.Locale;

/** Where and when was measured. The machine's load says how far the rates can be trusted. */
final class Surroundings {

    private Surroundings() {
    }

    static String of(String mode) {
        return String.format(Locale.ROOT, "Measured on %s in the mode `%s`: %d processors (%s), %s %s, JDK %s.%n"
                + "Load of the machine after the last round: %.1f; with nothing else to do it is below 2.%n",
                LocalDate.now(), mode, Runtime.getRuntime().availableProcessors(), System.getProperty("os.arch"),
                System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("java.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
