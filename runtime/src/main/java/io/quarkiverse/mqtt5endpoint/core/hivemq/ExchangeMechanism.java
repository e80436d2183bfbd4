package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.hivemq.client.mqtt.datatypes.MqttUtf8String;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientConfig;
import com.hivemq.client.mqtt.mqtt5.auth.Mqtt5EnhancedAuthMechanism;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5Auth;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5AuthBuilder;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5EnhancedAuth;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5EnhancedAuthBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5Disconnect;

import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.quarkiverse.mqtt5endpoint.core.engine.Authentication;
import io.quarkiverse.mqtt5endpoint.core.engine.Authentication.Exchange;

/** An {@link Authentication} in the form that the client asks for, with the exchange of one connection. Event loop only. */
final class ExchangeMechanism implements Mqtt5EnhancedAuthMechanism {

    private final Authentication authentication;
    private final MqttUtf8String method;
    private final Consumer<Optional<Duration>> accepted;

    // valid for one authentication; empty as well if it could not be created
    private Optional<Exchange> exchange = Optional.empty();

    private ExchangeMechanism(Authentication authentication, MqttUtf8String method, Consumer<Optional<Duration>> accepted) {
        this.authentication = authentication;
        this.method = method;
        this.accepted = accepted;
    }

    /** Any thread. Fails with a method that MQTT can't carry. */
    static ExchangeMechanism of(Authentication authentication) {
        return new ExchangeMechanism(authentication, MqttUtf8String.of(authentication.method()), after -> {
        });
    }

    /**
     * Connections may overlap, when a client that is left behind was still connecting.
     *
     * @param listener learns, on any thread, that both sides are accepted, and after which time to authenticate again
     */
    ExchangeMechanism forOneConnection(Consumer<Optional<Duration>> listener) {
        return new ExchangeMechanism(authentication, method, listener);
    }

    @Override
    public MqttUtf8String getMethod() {
        return method;
    }

    @Override
    public int getTimeout() {
        Duration timeout = authentication.timeout();
        return (int) Math.min(Integer.MAX_VALUE, timeout.toSeconds() + (timeout.getNano() > 0 ? 1 : 0));
    }

    @Override
    public CompletableFuture<Void> onAuth(Mqtt5ClientConfig config, Mqtt5Connect connect, Mqtt5EnhancedAuthBuilder auth) {
        return begin(authentication::authenticate, data -> auth.data(data));
    }

    @Override
    public CompletableFuture<Void> onReAuth(Mqtt5ClientConfig config, Mqtt5AuthBuilder auth) {
        return begin(authentication::reauthenticate, data -> auth.data(data));
    }

    @Override
    public CompletableFuture<Boolean> onServerReAuth(Mqtt5ClientConfig config, Mqtt5Auth auth, Mqtt5AuthBuilder reply) {
        return begin(() -> authentication.reauthenticate(data(auth)), data -> reply.data(data)).thenApply(nothing -> true);
    }

    private CompletableFuture<Void> begin(Supplier<Exchange> source, Consumer<byte[]> data) {
        exchange = Optional.empty();
        exchange = Optional.of(source.get());
        return current().begin().thenAccept(data).toCompletableFuture();
    }

    @Override
    public CompletableFuture<Boolean> onContinue(Mqtt5ClientConfig config, Mqtt5Auth auth, Mqtt5AuthBuilder reply) {
        return current().respond(data(auth)).thenAccept(data -> reply.data(data)).thenApply(nothing -> true)
                .toCompletableFuture();
    }

    @Override
    public CompletableFuture<Boolean> onAuthSuccess(Mqtt5ClientConfig config, Mqtt5ConnAck connAck) {
        return verify(connAck.getEnhancedAuth().map(ExchangeMechanism::data).orElse(new byte[0]));
    }

    @Override
    public CompletableFuture<Boolean> onReAuthSuccess(Mqtt5ClientConfig config, Mqtt5Auth auth) {
        return verify(data(auth));
    }

    private CompletableFuture<Boolean> verify(byte[] data) {
        Exchange over = current();
        return over.verify(data).thenApply(trusted -> {
            if (trusted) {
                accepted.accept(over.reauthenticateAfter());
            }
            return trusted;
        }).toCompletableFuture();
    }

    private Exchange current() {
        return exchange.orElseThrow();
    }

    @Override
    public void onAuthRejected(Mqtt5ClientConfig config, Mqtt5ConnAck connAck) {
        rejected(connAck.getReasonCode().getCode(), connAck.getReasonString());
    }

    @Override
    public void onReAuthRejected(Mqtt5ClientConfig config, Mqtt5Disconnect disconnect) {
        rejected(disconnect.getReasonCode().getCode(), disconnect.getReasonString());
    }

    private void rejected(int code, Optional<MqttUtf8String> reasonString) {
        Mqtt5ReasonCode reasonCode = Mqtt5ReasonCode.of(code).orElseThrow();
        exchange.ifPresent(over -> over.rejected(reasonCode, reasonString.map(Object::toString).orElse(null)));
    }

    @Override
    public void onAuthError(Mqtt5ClientConfig config, Throwable cause) {
        exchange.ifPresent(over -> over.failed(cause));
    }

    @Override
    public void onReAuthError(Mqtt5ClientConfig config, Throwable cause) {
        exchange.ifPresent(over -> over.failed(cause));
    }

    private static byte[] data(Mqtt5EnhancedAuth auth) {
        return auth.getData().map(ExchangeMechanism::bytes).orElse(new byte[0]);
    }

    private static byte[] bytes(ByteBuffer data) {
        byte[] copy = new byte[data.remaining()];
        data.duplicate().get(copy);
        return copy;
    }
}
