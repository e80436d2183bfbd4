package io.quarkiverse.mqtt5endpoint.core.consume;

import io.quarkiverse.mqtt5endpoint.runtime.i18n.OneLine;

/**
 * Messages that are not settled for longer than they should be.
 *
 * @param topic of the oldest
 * @param seconds for how long the oldest has been unsettled
 * @param heldBackBy the channel that does not take its message; {@code null} where the application has it
 */
public record Unsettled(int messages, String topic, long seconds, String heldBackBy) {

    public static final Unsettled NONE = new Unsettled(0, null, 0, null);

    /** For people; {@code null} where there are none. */
    public String text() {
        if (messages == 0) {
            return null;
        }
        return heldBackBy == null ? tooLong() : heldBack();
    }

    private String tooLong() {
        return messages + (messages == 1 ? " unsettled message" : " unsettled messages")
                + " past `ack-timeout-seconds`; the oldest, of topic `" + OneLine.of(topic) + "`, has been unsettled for "
                + seconds + " s";
    }

    private String heldBack() {
        return "acknowledgements are held back by channel `" + heldBackBy + "`, which has not taken a message of topic `"
                + OneLine.of(topic) + "` for " + seconds + " s";
    }
}
