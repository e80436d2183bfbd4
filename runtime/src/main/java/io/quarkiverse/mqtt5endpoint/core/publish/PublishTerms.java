package io.quarkiverse.mqtt5endpoint.core.publish;

import java.time.Duration;

/**
 * How long a message may take.
 *
 * @param publishTimeout from sending it to its acknowledgement, while there is a connection; zero for any time
 * @param deliveryTimeout from the hand-over, outages included; zero for any time
 */
public record PublishTerms(Duration publishTimeout, Duration deliveryTimeout) {

    /** From sending it only. */
    public PublishTerms(Duration publishTimeout) {
        this(publishTimeout, Duration.ZERO);
    }
}
