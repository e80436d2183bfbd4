package io.quarkiverse.mqtt5endpoint.runtime.outgoing;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.settings.Topics;

/** What MQTT allows a message to say. Anything else nacks that message before it is sent, and that message only. */
record PublishRules(String channel, OutgoingPublish publish) {

    private static final int MAX_BYTES = 65535;
    private static final long MAX_EXPIRY = 0xFFFF_FFFFL;

    void checkAllowed() {
        check("topic", Topics.wrongMessageTopic(publish.topic()), Mqtt5ReasonCode.TOPIC_NAME_INVALID);
        int qos = publish.qos();
        check("QoS", qos < 0 || qos > 2 ? "be 0, 1 or 2, but was " + qos : null, Mqtt5ReasonCode.QOS_NOT_SUPPORTED);
        long expiry = publish.messageExpiryInterval();
        check("expiry", expiry > MAX_EXPIRY ? "be at most " + MAX_EXPIRY + " s, but was " + expiry : null,
                Mqtt5ReasonCode.PROTOCOL_ERROR);
        byte[] correlationData = publish.correlationData();
        check("correlation data", correlationData != null && correlationData.length > MAX_BYTES
                ? "not be longer than " + MAX_BYTES + " bytes"
                : null, Mqtt5ReasonCode.PROTOCOL_ERROR);
        if (publish.responseTopic() != null) {
            check("response topic", Topics.wrongMessageTopic(publish.responseTopic()), Mqtt5ReasonCode.PROTOCOL_ERROR);
        }
        checkTexts(Topics::wrongUtf8);
    }

    /** An answer to where its request came from would be the next request. */
    void checkNoLoop(IncomingMqtt5Metadata request) {
        String topic = publish.topic();
        check("topic", topic.equals(request.getTopic()) && request.getResponseTopic().filter(topic::equals).isPresent()
                ? "not be that of the request that it answers"
                : null, Mqtt5ReasonCode.TOPIC_NAME_INVALID);
    }

    void checkNotDiscouraged() {
        check("topic", Topics.discouraged(publish.topic()), Mqtt5ReasonCode.TOPIC_NAME_INVALID);
        checkText("response topic", publish.responseTopic(), Topics::discouraged);
        checkTexts(Topics::discouraged);
    }

    private void checkTexts(Rule rule) {
        checkText("content type", publish.contentType(), rule);
        publish.userProperties().forEach(property -> {
            checkText("user properties", property.getKey(), rule);
            checkText("user properties", property.getValue(), rule);
        });
    }

    private void checkText(String what, String text, Rule rule) {
        check(what, text == null ? null : rule.wrong(text), Mqtt5ReasonCode.PROTOCOL_ERROR);
    }

    private void check(String what, String wrong, Mqtt5ReasonCode reason) {
        if (wrong != null) {
            throw new Mqtt5PublishException(
                    errors.publishNotAllowed(channel, publish.topic(), "its " + what + " must " + wrong), publish.topic(),
                    reason.getCode(),
                    null);
        }
    }

    /** What is wrong with a text, to follow "must"; {@code null} if nothing is. */
    private interface Rule {

        String wrong(String text);
    }
}
