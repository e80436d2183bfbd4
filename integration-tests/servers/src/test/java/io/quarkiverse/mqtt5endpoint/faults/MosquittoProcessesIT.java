package io.quarkiverse.mqtt5endpoint.faults;

import io.quarkiverse.mqtt5endpoint.testkit.EnabledIfMosquitto;
import io.quarkiverse.mqtt5endpoint.testkit.MosquittoServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

@EnabledIfMosquitto
class MosquittoProcessesIT extends Processes {

    @Override
    MqttServer startServer() {
        return MosquittoServer.started();
    }

    @Override
    boolean saysThatASessionIsTakenOver() {
        return false;
    }

}
