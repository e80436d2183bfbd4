package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds attributes by what is known about them. */
public final class AttributeCatalog {

    private static final Map<String, Attribute> BY_KEY = all()
            .collect(Collectors.toUnmodifiableMap(Attribute::key, Function.identity()));

    private AttributeCatalog() {
    }

    /** In the order of the reference. */
    public static Stream<Attribute> all() {
        return Arrays.stream(Attribute.values());
    }

    /**
     * @param key as it is written in a configuration, without prefix
     */
    public static Optional<Attribute> find(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }
}
