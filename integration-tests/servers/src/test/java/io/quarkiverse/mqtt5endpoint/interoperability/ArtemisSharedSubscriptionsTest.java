package io.quarkiverse.mqtt5endpoint.interoperability;

import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

class ArtemisSharedSubscriptionsTest extends SharedSubscriptions {

    @Override
    MqttServer start() {
        return ArtemisServer.started();
    }

    @Override
    boolean dealsToAbsentMembers() {
        return false;
    }
}
