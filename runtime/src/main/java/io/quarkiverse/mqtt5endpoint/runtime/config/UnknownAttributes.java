package io.quarkiverse.mqtt5endpoint.runtime.config;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.mqtt5endpoint.core.settings.AttributeCatalog;
import io.quarkiverse.mqtt5endpoint.core.settings.Direction;
import io.quarkiverse.mqtt5endpoint.core.settings.NearestAttribute;
import io.quarkiverse.mqtt5endpoint.core.settings.SmallRyeMqttNames;

/** Reports what is configured and read by nobody: once for each property, never with its value. */
public final class UnknownAttributes {

    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /**
     * @param earlier what need not be reported again
     */
    public UnknownAttributes(ReportedAttributes earlier) {
        reported.addAll(earlier.unknown());
    }

    /** The whole names of all properties that were reported. */
    public Set<String> reported() {
        return new TreeSet<>(reported);
    }

    /**
     * @param config the attributes of a channel
     */
    public void report(String channel, Direction direction, Config config) {
        StreamSupport.stream(config.getPropertyNames().spliterator(), false).sorted()
                .map(name -> ConfiguredName.of(config, name))
                .filter(name -> AttributeCatalog.all().noneMatch(attribute -> name.mayMean(attribute, direction)
                        && name.isNameOf(attribute)))
                .forEach(name -> report(channel, direction, name));
    }

    private void report(String channel, Direction direction, ConfiguredName name) {
        hint(name, direction).filter(hint -> reported.add(name.property()))
                .ifPresent(hint -> log.unknownAttribute(channel, name.ofConnector() ? name.property() : name.name(), hint));
    }

    /** What the line ends with; empty for a name that may not be one of an attribute at all. */
    private static Optional<String> hint(ConfiguredName name, Direction direction) {
        if (AttributeCatalog.find(name.name()).isPresent()) {
            return Optional.of(" for " + direction.name().toLowerCase(Locale.ROOT) + " channels");
        }
        return SmallRyeMqttNames.instead(name.dashed()).map(instead -> ", which `smallrye-mqtt` has; " + instead)
                .or(() -> NearestAttribute.to(name.name(), attribute -> name.mayMean(attribute, direction))
                        .map(nearest -> "; did you mean `" + nearest.key() + "`?"))
                .or(() -> name.ofEnvironment() ? Optional.empty() : Optional.of(""));
    }
}
