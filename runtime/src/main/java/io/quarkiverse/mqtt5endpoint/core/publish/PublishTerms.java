package io.quarkiverse.mqtt5endpoint.core.publish;

import java.time.Duration;

/**
 * How long a message may take.
 *
 * @param publishTimeout from sending it to its acknowledgement, while there is a connection; zero for any time
 */
public record PublishTerms(Duration publishTimeout) {
}
