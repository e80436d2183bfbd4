package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.util.Locale;
import java.util.Optional;

import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5Disconnect;

import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Fault;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Kind;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.OneLine;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.Sentence;

/** What the client says about the end of a connection or an attempt, in the words of the core. */
final class Losses {

    private Losses() {
    }

    /**
     * @param fault what was seen before
     * @param closed why the server closed a WebSocket, {@code null} if it did not
     */
    static ConnectionLoss of(MqttClientDisconnectedContext context, Fault fault, String closed) {
        Throwable cause = context.getCause();
        if (cause instanceof Mqtt5ConnAckException refused && refused.getMqttMessage().getReasonCode().isError()) {
            var connAck = refused.getMqttMessage();
            return new ConnectionLoss(Kind.CONNACK, connAck.getReasonCode().getCode(),
                    text("CONNACK", connAck.getReasonCode(), connAck.getReasonCode().getCode(), connAck.getReasonString()),
                    connAck.getServerReference().map(Object::toString).orElse(null), Fault.NONE, cause);
        }
        if (cause instanceof Mqtt5DisconnectException ended) {
            return of(ended, context.getSource() == MqttDisconnectSource.SERVER, fault);
        }
        boolean tls = context.getClientConfig().getTransportConfig().getSslConfig().isPresent();
        return new ConnectionLoss(Kind.LOST, ConnectionLoss.NONE, withClose(rootText(cause, tls), closed), null,
                Fault.NONE, cause);
    }

    private static ConnectionLoss of(Mqtt5DisconnectException ended, boolean byServer, Fault fault) {
        Mqtt5Disconnect disconnect = ended.getMqttMessage();
        int code = disconnect.getReasonCode().getCode();
        return new ConnectionLoss(byServer ? Kind.DISCONNECT : Kind.LOST, code,
                text(byServer ? "DISCONNECT" : "own DISCONNECT", disconnect.getReasonCode(), code,
                        disconnect.getReasonString()),
                disconnect.getServerReference().map(Object::toString).orElse(null),
                !byServer && code == Mqtt5ReasonCode.PROTOCOL_ERROR.getCode() ? fault : Fault.NONE, ended);
    }

    private static String text(String packet, Enum<?> name, int code, Optional<?> reason) {
        return packet + " with reason code " + name + " (0x" + Integer.toHexString(code).toUpperCase(Locale.ROOT) + ")"
                + reason.map(string -> ": " + OneLine.of(string)).orElse("");
    }

    private static String withClose(String text, String closed) {
        return closed == null ? text : Sentence.of(text) + " (" + closed + ")";
    }

    private static String rootText(Throwable cause, boolean tls) {
        String ofTls = TlsFailure.text(cause, tls);
        if (ofTls != null) {
            return Sentence.of(ofTls);
        }
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : OneLine.of(root.getMessage());
    }
}
