package io.quarkiverse.mqtt5endpoint.hostile;

/**
 * What a server did with an odd PUBLISH, in the words of the documentation.
 */
record Attempt(OddPublish publish, String outcome) {

    static final String PASSED_ON = "passed on";
    static final String CORRECTED = "corrected";
    static final String DROPPED = "dropped";

    /** Whether a client has to take something out of the message before it accepts it. */
    boolean isRepaired() {
        return outcome.equals(PASSED_ON) && publish.malformed();
    }
}
