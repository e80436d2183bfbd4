package io.quarkiverse.mqtt5endpoint.core.engine;

import java.util.List;

/** What became of a SUBSCRIBE. */
public sealed interface SubscribeOutcome {

    /** The reason codes of the SUBACK, one for each filter (MQTT 5, 3.9.3). */
    record Answered(List<Integer> reasonCodes) implements SubscribeOutcome {
    }

    /** The connection was lost before the answer came, and the engine does not send it again. */
    record Lost(Throwable cause) implements SubscribeOutcome {
    }

    /** It could not be sent. */
    record NotSent(Throwable cause) implements SubscribeOutcome {
    }
}
