package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.Optional;
import java.util.function.Predicate;

/** Finds the attribute that a misspelled name may mean. */
public final class NearestAttribute {

    private NearestAttribute() {
    }

    /**
     * @param name any text
     * @param eligible which attributes it can mean
     * @return empty if no name is near
     */
    public static Optional<Attribute> to(String name, Predicate<Attribute> eligible) {
        return NearestName.to(name, AttributeCatalog.all().filter(eligible).map(Attribute::key))
                .flatMap(AttributeCatalog::find);
    }
}
