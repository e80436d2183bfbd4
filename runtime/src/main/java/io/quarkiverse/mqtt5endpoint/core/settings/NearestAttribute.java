package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the attribute that a misspelled name may mean. */
public final class NearestAttribute {

    private static final int ALWAYS_NEAR = 2;
    private static final int PART = 3;
    private static final int LONGEST = 100;

    private NearestAttribute() {
    }

    /**
     * @param name any text
     * @param eligible which attributes it can mean
     * @return empty if no name is near
     */
    public static Optional<Attribute> to(String name, Predicate<Attribute> eligible) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        return AttributeCatalog.all().filter(eligible)
                .min(Comparator.comparingInt(attribute -> EditDistance.between(name, attribute.key())))
                .filter(attribute -> EditDistance.between(name, attribute.key()) <= Math.max(ALWAYS_NEAR,
                        name.length() / PART));
    }
}
