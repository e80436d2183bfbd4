package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.util.List;

/**
 * What the client does not show of a message, and what was read before it got it.
 *
 * @param redelivery whether the server may have sent it before
 */
record Announced(boolean redelivery, List<Integer> subscriptionIdentifiers) {
}
