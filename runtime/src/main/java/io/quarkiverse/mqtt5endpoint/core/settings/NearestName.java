package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the name that a misspelled one may mean. */
public final class NearestName {

    private static final int ALWAYS_NEAR = 2;
    private static final int PART = 3;
    private static final int LONGEST = 100;

    private NearestName() {
    }

    /**
     * @param name any text
     * @param eligible what it can mean
     * @return empty if no name is near
     */
    public static Optional<String> to(String name, Stream<String> eligible) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        return eligible.min(Comparator.comparingInt(known -> EditDistance.between(name, known)))
                .filter(known -> EditDistance.between(name, known) <= Math.max(ALWAYS_NEAR, name.length() / PART));
    }
}
