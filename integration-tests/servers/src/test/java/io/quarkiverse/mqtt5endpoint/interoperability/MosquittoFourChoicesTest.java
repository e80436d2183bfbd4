package io.quarkiverse.mqtt5endpoint.interoperability;

import java.nio.file.Path;

import io.quarkiverse.mqtt5endpoint.testkit.EnabledIfMosquitto;
import io.quarkiverse.mqtt5endpoint.testkit.MosquittoServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.ServerTls;

@EnabledIfMosquitto
class MosquittoFourChoicesTest extends FourChoices {

    @Override
    MqttServer start(ServerTls tls, boolean authentication, Path directory) {
        MosquittoServer.Builder builder = MosquittoServer.builder();
        if (tls != null) {
            builder.tls(tls);
        }
        if (authentication) {
            builder.credentials(SecurityExamples.USER, SecurityExamples.PASSWORD);
        }
        return builder.start();
    }
}
