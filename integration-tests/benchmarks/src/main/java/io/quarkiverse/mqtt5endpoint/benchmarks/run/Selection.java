package io.quarkiverse.mqtt5endpoint.benchmarks.run;

import java.util.List;

/** A system property that names some of all, separated by commas; empty for all of them. */
record Selection(String property) {

    static final Selection WORKS = new Selection("benchmark.works");
    static final Selection CONTENDERS = new Selection("benchmark.contenders");

    List<String> names() {
        String value = System.getProperty(property, "");
        return value.isEmpty() ? List.of() : List.of(value.split(","));
    }

    boolean isAll() {
        return names().isEmpty();
    }

    boolean has(String name) {
        return isAll() || names().contains(name);
    }
}
