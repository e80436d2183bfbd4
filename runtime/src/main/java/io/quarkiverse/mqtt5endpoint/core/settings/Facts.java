package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@link Attribute} says about one attribute.
 *
 * @param defaultValue as it is written in a configuration; {@code null} for none
 * @param choices the words that it takes; {@code null} for any
 * @param secrecy whether its value may be shown
 * @param ofConnection whether it must be the same for all channels that share a connection
 */
record Facts(Owner owner, Set<Direction> directions, ValueType type, long min, long max, Class<? extends Enum<?>> choices,
        String defaultValue, Secrecy secrecy, boolean ofConnection) {

    private static final Set<Direction> BOTH = Set.of(Direction.values());

    /** An attribute of both directions that must be the same for all channels that share a connection. */
    static Facts connection(ValueType type) {
        return new Facts(Owner.CONNECTOR, BOTH, type, lowest(type), highest(type), null, null, Secrecy.PLAIN, true);
    }

    /** Another attribute of both directions. */
    static Facts channel(ValueType type) {
        return of(Owner.CONNECTOR, BOTH, type);
    }

    static Facts incoming(ValueType type) {
        return of(Owner.CONNECTOR, Set.of(Direction.INCOMING), type);
    }

    static Facts outgoing(ValueType type) {
        return of(Owner.CONNECTOR, Set.of(Direction.OUTGOING), type);
    }

    /** An attribute that Reactive Messaging reads, for any connector. */
    static Facts messaging(ValueType type) {
        return of(Owner.MESSAGING, BOTH, type);
    }

    /** An attribute that this connector knows only to refuse it. */
    static Facts refused(ValueType type) {
        return of(Owner.NOBODY, BOTH, type);
    }

    private static Facts of(Owner owner, Set<Direction> directions, ValueType type) {
        return new Facts(owner, directions, type, lowest(type), highest(type), null, null, Secrecy.PLAIN, false);
    }

    private static long lowest(ValueType type) {
        return type == ValueType.INT ? Integer.MIN_VALUE : Long.MIN_VALUE;
    }

    private static long highest(ValueType type) {
        return type == ValueType.INT ? Integer.MAX_VALUE : Long.MAX_VALUE;
    }

    boolean isInRange(long value) {
        return value >= min && value <= max;
    }

    Optional<? extends Enum<?>> choice(String word) {
        return Arrays.stream(choices.getEnumConstants()).filter(choice -> Word.of(choice).equalsIgnoreCase(word.trim()))
                .findFirst();
    }

    /** What the attribute takes, to follow "must". */
    String allowed() {
        if (choices != null) {
            return "be one of " + Arrays.stream(choices.getEnumConstants()).map(choice -> "`" + Word.of(choice) + "`")
                    .collect(Collectors.joining(", "));
        }
        return type == ValueType.BOOLEAN ? "be `true` or `false`" : "be a number " + range();
    }

    private String range() {
        if (min == lowest(type)) {
            return "up to " + max;
        }
        return max == highest(type) ? "of at least " + min : "from " + min + " to " + max;
    }

    Facts atLeast(long least) {
        return new Facts(owner, directions, type, least, max, choices, defaultValue, secrecy, ofConnection);
    }

    Facts atMost(long most) {
        return new Facts(owner, directions, type, min, most, choices, defaultValue, secrecy, ofConnection);
    }

    Facts oneOf(Class<? extends Enum<?>> words) {
        return new Facts(owner, directions, type, min, max, words, defaultValue, secrecy, ofConnection);
    }

    Facts byDefault(String value) {
        return new Facts(owner, directions, type, min, max, choices, value, secrecy, ofConnection);
    }

    Facts hidden() {
        return new Facts(owner, directions, type, min, max, choices, defaultValue, Secrecy.SECRET, ofConnection);
    }

    Facts hidingUserInfo() {
        return new Facts(owner, directions, type, min, max, choices, defaultValue, Secrecy.USER_INFO, ofConnection);
    }

    boolean shows(Object value) {
        return switch (secrecy) {
            case PLAIN -> true;
            case USER_INFO -> !String.valueOf(value).contains("@");
            case SECRET -> false;
        };
    }
}
