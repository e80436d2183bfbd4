package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.hivemq.client.mqtt.datatypes.MqttUtf8String;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientConfig;
import com.hivemq.client.mqtt.mqtt5.auth.Mqtt5EnhancedAuthMechanism;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5Auth;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5AuthBuilder;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5EnhancedAuthBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5Disconnect;

/**
 * An application's mechanism for one connection, all of whose steps together take no longer than a connect may. The
 * engine has a time for each step of the server only, and none for those of the mechanism. Event loop only.
 */
final class TimedMechanism implements Mqtt5EnhancedAuthMechanism {

    private final Mqtt5EnhancedAuthMechanism theirs;
    private final Duration limit;

    private long began;

    TimedMechanism(Mqtt5EnhancedAuthMechanism theirs, Duration limit) {
        this.theirs = theirs;
        this.limit = limit;
    }

    @Override
    public MqttUtf8String getMethod() {
        return theirs.getMethod();
    }

    @Override
    public int getTimeout() {
        int seconds = (int) limit.toSeconds();
        return theirs.getTimeout() > 0 ? Math.min(theirs.getTimeout(), seconds) : seconds;
    }

    @Override
    public CompletableFuture<Void> onAuth(Mqtt5ClientConfig config, Mqtt5Connect connect, Mqtt5EnhancedAuthBuilder auth) {
        began = System.nanoTime();
        return inTime(theirs.onAuth(config, connect, auth));
    }

    @Override
    public CompletableFuture<Void> onReAuth(Mqtt5ClientConfig config, Mqtt5AuthBuilder auth) {
        began = System.nanoTime();
        return inTime(theirs.onReAuth(config, auth));
    }

    @Override
    public CompletableFuture<Boolean> onServerReAuth(Mqtt5ClientConfig config, Mqtt5Auth auth, Mqtt5AuthBuilder reply) {
        began = System.nanoTime();
        return inTime(theirs.onServerReAuth(config, auth, reply));
    }

    @Override
    public CompletableFuture<Boolean> onContinue(Mqtt5ClientConfig config, Mqtt5Auth auth, Mqtt5AuthBuilder reply) {
        // A server could go on asking indefinitely.
        return remaining() <= 0 ? CompletableFuture.failedFuture(late()) : inTime(theirs.onContinue(config, auth, reply));
    }

    @Override
    public CompletableFuture<Boolean> onAuthSuccess(Mqtt5ClientConfig config, Mqtt5ConnAck connAck) {
        return inTime(theirs.onAuthSuccess(config, connAck));
    }

    @Override
    public CompletableFuture<Boolean> onReAuthSuccess(Mqtt5ClientConfig config, Mqtt5Auth auth) {
        return inTime(theirs.onReAuthSuccess(config, auth));
    }

    @Override
    public void onAuthRejected(Mqtt5ClientConfig config, Mqtt5ConnAck connAck) {
        theirs.onAuthRejected(config, connAck);
    }

    @Override
    public void onReAuthRejected(Mqtt5ClientConfig config, Mqtt5Disconnect disconnect) {
        theirs.onReAuthRejected(config, disconnect);
    }

    @Override
    public void onAuthError(Mqtt5ClientConfig config, Throwable cause) {
        theirs.onAuthError(config, cause);
    }

    @Override
    public void onReAuthError(Mqtt5ClientConfig config, Throwable cause) {
        theirs.onReAuthError(config, cause);
    }

    private <T> CompletableFuture<T> inTime(CompletableFuture<T> step) {
        // A copy: the future is the application's.
        return step.copy().orTimeout(Math.max(1, remaining()), TimeUnit.NANOSECONDS)
                .exceptionallyCompose(failure -> CompletableFuture
                        .failedFuture(failure instanceof TimeoutException ? late() : failure));
    }

    private long remaining() {
        return limit.toNanos() - (System.nanoTime() - began);
    }

    private TimeoutException late() {
        return new TimeoutException("the authentication took longer than " + limit.toSeconds() + " s");
    }
}
