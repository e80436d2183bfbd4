package io.quarkiverse.mqtt5endpoint.core.session;

import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;

/** What an accepted CONNECT brought: valid until the connection is lost. */
record ServerGrant(Mqtt5AsyncClient client, boolean sessionPresent, ServerLimits limits) {
}
