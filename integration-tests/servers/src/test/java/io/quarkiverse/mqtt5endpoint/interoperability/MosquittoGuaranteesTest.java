package io.quarkiverse.mqtt5endpoint.interoperability;

import java.time.Duration;

import io.quarkiverse.mqtt5endpoint.testkit.EnabledIfMosquitto;
import io.quarkiverse.mqtt5endpoint.testkit.MosquittoServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

@EnabledIfMosquitto
class MosquittoGuaranteesTest extends Guarantees {

    @Override
    MqttServer start() {
        return MosquittoServer.started();
    }

    @Override
    boolean keepsReceiveMaximum() {
        return false;
    }

    private boolean reminded;

    /**
     * Mosquitto 2.0.11 loses count of its window when a session is resumed: mostly it sends too much, and now and then, on a
     * busy
     * machine, nothing more. A new connection makes it go on, and must lose nothing.
     */
    @Override
    void wake(String topic, boolean mayForget, Duration silence) {
        if (!reminded && silence.toSeconds() >= 20) {
            reminded = true;
            System.out.println("Mosquitto sends nothing more: the connection is cut once");
            proxy.cut();
        }
    }
}
