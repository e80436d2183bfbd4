package io.quarkiverse.mqtt5endpoint.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import com.hivemq.client.mqtt.datatypes.MqttUtf8String;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientConfig;
import com.hivemq.client.mqtt.mqtt5.auth.Mqtt5EnhancedAuthMechanism;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5Auth;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5AuthBuilder;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5EnhancedAuthBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5Disconnect;

/** Proves in several steps that it knows a secret, and lets the server prove the same in its last one. */
class ChallengeMechanism implements Mqtt5EnhancedAuthMechanism {

    static final String METHOD = "challenge";

    final List<String> calls = new CopyOnWriteArrayList<>();

    private final String secret;
    private final int timeoutSeconds;

    ChallengeMechanism(String secret) {
        this(secret, 5);
    }

    ChallengeMechanism(String secret, int timeoutSeconds) {
        this.secret = secret;
        this.timeoutSeconds = timeoutSeconds;
    }

    /** What is to be answered to a challenge. */
    static String proof(String secret, String challenge) {
        return challenge + ":" + (secret + challenge).hashCode();
    }

    @Override
    public MqttUtf8String getMethod() {
        return MqttUtf8String.of(METHOD);
    }

    @Override
    public int getTimeout() {
        return timeoutSeconds;
    }

    @Override
    public CompletableFuture<Void> onAuth(Mqtt5ClientConfig config, Mqtt5Connect connect, Mqtt5EnhancedAuthBuilder auth) {
        calls.add("connect");
        auth.data("hello".getBytes(StandardCharsets.UTF_8));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Boolean> onContinue(Mqtt5ClientConfig config, Mqtt5Auth auth, Mqtt5AuthBuilder reply) {
        String challenge = auth.getData().map(ChallengeMechanism::text).orElse("");
        calls.add("challenge " + challenge);
        reply.data(proof(secret, challenge).getBytes(StandardCharsets.UTF_8));
        return CompletableFuture.completedFuture(!challenge.isEmpty());
    }

    @Override
    public CompletableFuture<Boolean> onAuthSuccess(Mqtt5ClientConfig config, Mqtt5ConnAck connAck) {
        String proof = connAck.getEnhancedAuth().flatMap(auth -> auth.getData()).map(ChallengeMechanism::text).orElse("");
        calls.add("connected");
        return CompletableFuture.completedFuture(proof.equals(proof(secret, "server")));
    }

    @Override
    public CompletableFuture<Void> onReAuth(Mqtt5ClientConfig config, Mqtt5AuthBuilder auth) {
        calls.add("again");
        auth.data("hello again".getBytes(StandardCharsets.UTF_8));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Boolean> onReAuthSuccess(Mqtt5ClientConfig config, Mqtt5Auth auth) {
        calls.add("again connected");
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public void onAuthRejected(Mqtt5ClientConfig config, Mqtt5ConnAck connAck) {
        calls.add("rejected " + connAck.getReasonCode());
    }

    @Override
    public void onReAuthRejected(Mqtt5ClientConfig config, Mqtt5Disconnect disconnect) {
        calls.add("again rejected");
    }

    @Override
    public void onAuthError(Mqtt5ClientConfig config, Throwable cause) {
        calls.add("error");
    }

    @Override
    public void onReAuthError(Mqtt5ClientConfig config, Throwable cause) {
        calls.add("again error");
    }

    private static String text(ByteBuffer data) {
        return StandardCharsets.UTF_8.decode(data).toString();
    }
}
