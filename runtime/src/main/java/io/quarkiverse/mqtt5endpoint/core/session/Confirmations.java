package io.quarkiverse.mqtt5endpoint.core.session;

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

/**
 * The client asks here before each PUBACK and PUBREC, in order: the moment at which a message leaves the inbox. What
 * the application set as interceptors is asked afterwards.
 *
 * @param qos1 the application's, {@code null} for none
 * @param qos2 the application's, {@code null} for none
 */
record Confirmations(Inbox inbox, Mqtt5IncomingQos1Interceptor qos1, Mqtt5IncomingQos2Interceptor qos2)
        implements
            Mqtt5IncomingQos1Interceptor,
            Mqtt5IncomingQos2Interceptor {

    static Confirmations of(Inbox inbox, Mqtt5ClientInterceptors theirs) {
        return theirs == null ? new Confirmations(inbox, null, null)
                : new Confirmations(inbox, theirs.getIncomingQos1Interceptor(), theirs.getIncomingQos2Interceptor());
    }

    @Override
    public void onPublish(Mqtt5ClientConfig config, Mqtt5Publish publish, Mqtt5PubAckBuilder pubAck) {
        Delivery delivery = inbox.nextConfirmation();
        if (isRejected(delivery)) {
            pubAck.reasonCode(Mqtt5PubAckReasonCode.fromCode(delivery.reasonCode)).reasonString(delivery.reasonString);
        }
        if (qos1 != null) {
            qos1.onPublish(config, publish, pubAck);
        }
    }

    @Override
    public void onPublish(Mqtt5ClientConfig config, Mqtt5Publish publish, Mqtt5PubRecBuilder pubRec) {
        Delivery delivery = inbox.nextConfirmation();
        if (isRejected(delivery)) {
            pubRec.reasonCode(Mqtt5PubRecReasonCode.fromCode(delivery.reasonCode)).reasonString(delivery.reasonString);
        }
        if (qos2 != null) {
            qos2.onPublish(config, publish, pubRec);
        }
    }

    private static boolean isRejected(Delivery delivery) {
        return delivery != null && delivery.reasonCode != 0;
    }

    @Override
    public void onPubRel(Mqtt5ClientConfig config, Mqtt5PubRel pubRel, Mqtt5PubCompBuilder pubComp) {
        if (qos2 != null) {
            qos2.onPubRel(config, pubRel, pubComp);
        }
    }
}
