package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.util.function.Supplier;

import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientConfig;
import com.hivemq.client.mqtt.mqtt5.advanced.interceptor.Mqtt5ClientInterceptors;
import com.hivemq.client.mqtt.mqtt5.advanced.interceptor.qos1.Mqtt5IncomingQos1Interceptor;
import com.hivemq.client.mqtt.mqtt5.advanced.interceptor.qos2.Mqtt5IncomingQos2Interceptor;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubcomp.Mqtt5PubCompBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubrec.Mqtt5PubRecBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubrec.Mqtt5PubRecReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubrel.Mqtt5PubRel;

import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;

/**
 * Asked by the client before each PUBACK and PUBREC, in the order of arrival. The application's own interceptors are
 * asked afterwards.
 *
 * @param next what the message that is next in order is acknowledged with
 * @param qos1 the application's, {@code null} for none
 * @param qos2 the application's, {@code null} for none
 */
record Confirmations(Supplier<Acknowledgement> next, Mqtt5IncomingQos1Interceptor qos1, Mqtt5IncomingQos2Interceptor qos2)
        implements
            Mqtt5IncomingQos1Interceptor,
            Mqtt5IncomingQos2Interceptor {

    static Confirmations of(Supplier<Acknowledgement> next, Mqtt5ClientInterceptors theirs) {
        return theirs == null ? new Confirmations(next, null, null)
                : new Confirmations(next, theirs.getIncomingQos1Interceptor(), theirs.getIncomingQos2Interceptor());
    }

    @Override
    public void onPublish(Mqtt5ClientConfig config, Mqtt5Publish publish, Mqtt5PubAckBuilder pubAck) {
        Acknowledgement acknowledgement = next.get();
        if (acknowledgement.isError()) {
            pubAck.reasonCode(Mqtt5PubAckReasonCode.fromCode(acknowledgement.reasonCode()))
                    .reasonString(acknowledgement.reasonString());
        }
        if (qos1 != null) {
            qos1.onPublish(config, publish, pubAck);
        }
    }

    @Override
    public void onPublish(Mqtt5ClientConfig config, Mqtt5Publish publish, Mqtt5PubRecBuilder pubRec) {
        Acknowledgement acknowledgement = next.get();
        if (acknowledgement.isError()) {
            pubRec.reasonCode(Mqtt5PubRecReasonCode.fromCode(acknowledgement.reasonCode()))
                    .reasonString(acknowledgement.reasonString());
        }
        if (qos2 != null) {
            qos2.onPublish(config, publish, pubRec);
        }
    }

    @Override
    public void onPubRel(Mqtt5ClientConfig config, Mqtt5PubRel pubRel, Mqtt5PubCompBuilder pubComp) {
        if (qos2 != null) {
            qos2.onPubRel(config, pubRel, pubComp);
        }
    }
}
