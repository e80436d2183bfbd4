package io.quarkiverse.mqtt5endpoint.core.hivemq;

import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckRestrictions;

import io.quarkiverse.mqtt5endpoint.core.engine.AcceptedConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.ServerLimits;

/** A CONNACK in the words of the core. */
final class Accepted {

    private Accepted() {
    }

    static AcceptedConnection of(Mqtt5ConnAck connAck) {
        return new AcceptedConnection(connAck.isSessionPresent(), limits(connAck.getRestrictions()),
                connAck.getSessionExpiryInterval(), connAck.getServerKeepAlive(),
                connAck.getAssignedClientIdentifier().map(Object::toString),
                connAck.getResponseInformation().map(Object::toString), connAck.getServerReference().map(Object::toString),
                connAck.getReasonString().map(Object::toString),
                connAck.getUserProperties().asList().stream().map(HiveMqPublish::entry).toList());
    }

    private static ServerLimits limits(Mqtt5ConnAckRestrictions restrictions) {
        return new ServerLimits(restrictions.getMaximumQos().getCode(), restrictions.isRetainAvailable(),
                restrictions.getMaximumPacketSize(), restrictions.getReceiveMaximum(), restrictions.getTopicAliasMaximum(),
                restrictions.isSharedSubscriptionAvailable(), restrictions.isWildcardSubscriptionAvailable(),
                restrictions.areSubscriptionIdentifiersAvailable());
    }
}
