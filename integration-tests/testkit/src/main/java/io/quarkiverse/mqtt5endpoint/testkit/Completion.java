package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Waits for one operation of Paho's client.
 * <p>
 * By its listener: Paho's token completes too early, and closing the client then makes Paho's receiver thread fail.
 */
final class Completion implements MqttActionListener {

    /** An operation of the client. */
    @FunctionalInterface
    interface Operation {
        IMqttToken start(MqttActionListener listener) throws MqttException;
    }

    private final CompletableFuture<IMqttToken> done = new CompletableFuture<>();

    /** Starts the operation and returns its reason code: an error of the server's is an answer, too. */
    static int reasonCode(String what, Operation operation) {
        try {
            int[] codes = of(what, operation).getReasonCodes();
            return codes == null || codes.length == 0 ? 0 : codes[0];
        } catch (IllegalStateException e) {
            // Paho returns the code of a refusing PUBACK and throws that of a refusing PUBREC
            if (e.getCause() instanceof MqttException refused && isReasonCode(refused.getReasonCode())) {
                return refused.getReasonCode();
            }
            throw e;
        }
    }

    /** Starts the operation and waits until it is done. */
    static IMqttToken of(String what, Operation operation) {
        Completion completion = new Completion();
        try {
            operation.start(completion);
            return completion.done.get(TestClient.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (MqttException e) {
            throw TestClient.failed(what, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof MqttException mqtt ? TestClient.failed(what, mqtt)
                    : new IllegalStateException("Cannot " + what, e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Cannot " + what + ", no answer within " + TestClient.PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting to " + what, e);
        }
    }

    private static boolean isReasonCode(int code) {
        return code >= 0x80 && code <= 0xFF;
    }

    @Override
    public void onSuccess(IMqttToken token) {
        done.complete(token);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
        done.completeExceptionally(cause);
    }
}
