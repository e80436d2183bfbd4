package io.quarkiverse.mqtt5endpoint.core.hivemq;

import com.hivemq.client.internal.mqtt.MqttClientConfig;
import com.hivemq.client.internal.mqtt.MqttClientTransportConfigImpl;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.mqtt5.Mqtt5RxClient;

/** What the client's API can't do. */
final class ClientInternals {

    private ClientInternals() {
    }

    /** Where the next connect goes: the API offers it only to a reconnect, which would pass by our event loop. */
    static void transport(Mqtt5RxClient client, MqttClientTransportConfig transport) {
        ((MqttClientConfig) client.getConfig()).setCurrentTransportConfig((MqttClientTransportConfigImpl) transport);
    }
}
