package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.util.function.Consumer;

import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientConfig;
import com.hivemq.client.mqtt.mqtt5.advanced.interceptor.qos2.Mqtt5OutgoingQos2Interceptor;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubcomp.Mqtt5PubComp;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubrec.Mqtt5PubRec;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubrel.Mqtt5PubRel;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubrel.Mqtt5PubRelBuilder;

/**
 * Hears of each PUBREC: the client itself tells when the PUBCOMP came. What the application set as interceptor hears of
 * everything afterwards.
 *
 * @param theirs the application's, {@code null} for none
 */
record Receipts(Consumer<Mqtt5Publish> received, Mqtt5OutgoingQos2Interceptor theirs) implements Mqtt5OutgoingQos2Interceptor {

    @Override
    public void onPubRec(Mqtt5ClientConfig config, Mqtt5Publish publish, Mqtt5PubRec pubRec, Mqtt5PubRelBuilder pubRel) {
        received.accept(publish);
        if (theirs != null) {
            theirs.onPubRec(config, publish, pubRec, pubRel);
        }
    }

    @Override
    public void onPubRecError(Mqtt5ClientConfig config, Mqtt5Publish publish, Mqtt5PubRec pubRec) {
        if (theirs != null) {
            theirs.onPubRecError(config, publish, pubRec);
        }
    }

    @Override
    public void onPubComp(Mqtt5ClientConfig config, Mqtt5PubRel pubRel, Mqtt5PubComp pubComp) {
        if (theirs != null) {
            theirs.onPubComp(config, pubRel, pubComp);
        }
    }
}
