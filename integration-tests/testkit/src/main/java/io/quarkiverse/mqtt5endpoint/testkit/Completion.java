package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Turns the outcome of one operation of Paho's client into a reason code or a failure.
 * <p>
 * By its listener: Paho's token completes too early, and closing the client then makes Paho's receiver thread fail.
 */
final class Completion implements MqttActionListener {

    /** An operation of the client. */
    @FunctionalInterface
    interface Operation {
        IMqttToken start(MqttActionListener listener) throws MqttException;
    }

    /** Receives the outcome: a reason code, which may be that of a refusal, or a failure. */
    @FunctionalInterface
    interface Outcome {
        void of(int reasonCode, Throwable failure);
    }

    private final Outcome outcome;

    Completion(Outcome outcome) {
        this.outcome = outcome;
    }

    /** Starts the operation, waits for its outcome and returns its reason code, which may be that of a refusal. */
    static int reasonCode(String what, Operation operation) {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        try {
            operation.start(new Completion((code, failure) -> {
                if (failure == null) {
                    done.complete(code);
                } else {
                    done.completeExceptionally(failure);
                }
            }));
            return done.get(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (MqttException e) {
            throw failed(what, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof MqttException mqtt ? failed(what, mqtt)
                    : new IllegalStateException("Cannot " + what, e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Cannot " + what + ", no answer within " + Patience.LONGEST, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting to " + what, e);
        }
    }

    @Override
    public void onSuccess(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        outcome.of(codes == null || codes.length == 0 ? 0 : codes[0], null);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
        // Paho succeeds with the code of a refusing PUBACK and fails with that of a refusing PUBREC
        if (cause instanceof MqttException refused && isReasonCode(refused.getReasonCode())) {
            outcome.of(refused.getReasonCode(), null);
        } else {
            outcome.of(0, cause);
        }
    }

    static IllegalStateException failed(String what, MqttException cause) {
        return new IllegalStateException("Cannot " + what + ", reason code " + cause.getReasonCode(), cause);
    }

    private static boolean isReasonCode(int code) {
        return code >= 0x80 && code <= 0xFF;
    }
}
