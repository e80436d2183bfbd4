package io.quarkiverse.mqtt5endpoint.interoperability;

import io.quarkiverse.mqtt5endpoint.testkit.EnabledIfMosquitto;
import io.quarkiverse.mqtt5endpoint.testkit.MosquittoServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

@EnabledIfMosquitto
class MosquittoSharedSubscriptionsTest extends SharedSubscriptions {

    @Override
    MqttServer start() {
        return MosquittoServer.started();
    }

    @Override
    boolean dealsToAbsentMembers() {
        return true;
    }
}
