package io.quarkiverse.mqtt5endpoint.runtime.i18n;

/**
 * An attribute whose value cannot be used. Says which one, what was found and what is allowed; who reads the
 * configuration adds the channel.
 */
public final class InvalidAttributeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 100;

    private final String attribute;
    private final String found;
    private final String allowed;

    /**
     * @param attribute the attribute's name, without prefix
     * @param found the value as configured, {@code null} where it is missing or must not be shown
     * @param allowed what would be right, to follow "must"
     */
    public InvalidAttributeException(String attribute, Object found, String allowed) {
        this(attribute, found, allowed, null);
    }

    /**
     * @param cause {@code null} for none
     */
    public InvalidAttributeException(String attribute, Object found, String allowed, Throwable cause) {
        super("attribute `" + attribute + "` must " + allowed + (found == null ? "" : ", but was `" + shown(found) + "`"),
                cause);
        this.attribute = attribute;
        this.found = found == null ? null : shown(found);
        this.allowed = allowed;
    }

    /** A value so that it fits into a sentence: cut where it is long, and without characters that a terminal can't show. */
    public static String shown(Object value) {
        return OneLine.of(value, LONGEST);
    }

    public String attribute() {
        return attribute;
    }

    public String found() {
        return found;
    }

    public String allowed() {
        return allowed;
    }
}
