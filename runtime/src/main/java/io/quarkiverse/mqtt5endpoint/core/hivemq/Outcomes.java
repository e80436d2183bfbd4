package io.quarkiverse.mqtt5endpoint.core.hivemq;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;

import java.util.List;
import java.util.Optional;

import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.exceptions.MqttClientStateException;
import com.hivemq.client.mqtt.exceptions.MqttSessionExpiredException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubRecException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAck;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;

import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.engine.SubscribeOutcome;

/** What the client says about packets that it sent, in the words of the core. */
final class Outcomes {

    private Outcomes() {
    }

    /**
     * @param result {@code null} with {@code thrown}
     * @param thrown {@code null} with {@code result}
     */
    static PublishOutcome of(Mqtt5PublishResult result, Throwable thrown) {
        Throwable error = thrown == null ? result.getError().orElse(null) : thrown;
        if (error == null) {
            return new PublishOutcome.Accepted(acceptedCode(result));
        }
        if (error instanceof Mqtt5PubAckException refused) {
            return refused(refused.getMqttMessage().getReasonCode().getCode(), refused.getMqttMessage().getReasonString());
        }
        if (error instanceof Mqtt5PubRecException refused) {
            return refused(refused.getMqttMessage().getReasonCode().getCode(), refused.getMqttMessage().getReasonString());
        }
        return new PublishOutcome.Failed(error instanceof MqttSessionExpiredException ? error : errors.notWritten(error));
    }

    private static int acceptedCode(Mqtt5PublishResult result) {
        if (result instanceof Mqtt5PublishResult.Mqtt5Qos1Result qos1) {
            return qos1.getPubAck().getReasonCode().getCode();
        }
        return result instanceof Mqtt5PublishResult.Mqtt5Qos2Result qos2 ? qos2.getPubRec().getReasonCode().getCode() : 0;
    }

    private static PublishOutcome.Refused refused(int code, Optional<?> reason) {
        return new PublishOutcome.Refused(code, reason.map(Object::toString).orElse(null), true);
    }

    /**
     * @param subAck {@code null} with {@code thrown}
     * @param thrown {@code null} with {@code subAck}
     */
    static SubscribeOutcome of(Mqtt5SubAck subAck, Throwable thrown) {
        if (subAck != null) {
            return answered(subAck.getReasonCodes());
        }
        if (thrown instanceof Mqtt5SubAckException refused) {
            return answered(refused.getMqttMessage().getReasonCodes());
        }
        return isConnectionGone(thrown) ? new SubscribeOutcome.Lost(thrown) : new SubscribeOutcome.NotSent(thrown);
    }

    private static SubscribeOutcome answered(List<Mqtt5SubAckReasonCode> codes) {
        return new SubscribeOutcome.Answered(codes.stream().map(Mqtt5SubAckReasonCode::getCode).toList());
    }

    private static boolean isConnectionGone(Throwable thrown) {
        return thrown instanceof MqttSessionExpiredException || thrown instanceof ConnectionClosedException
                || thrown instanceof MqttClientStateException || thrown instanceof Mqtt5DisconnectException;
    }
}
