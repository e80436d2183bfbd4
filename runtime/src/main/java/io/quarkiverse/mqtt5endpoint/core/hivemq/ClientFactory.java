package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttWebSocketConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientConfig;
import com.hivemq.client.mqtt.mqtt5.Mqtt5RxClient;
import com.hivemq.client.mqtt.mqtt5.advanced.Mqtt5ClientAdvancedConfig;
import com.hivemq.client.mqtt.mqtt5.advanced.interceptor.Mqtt5ClientInterceptors;
import com.hivemq.client.mqtt.mqtt5.auth.Mqtt5EnhancedAuthMechanism;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5WillPublish;

import io.quarkiverse.mqtt5endpoint.core.engine.Authentication;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectRequest;
import io.quarkiverse.mqtt5endpoint.core.loop.NettyLoop;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Credentials;
import io.quarkiverse.mqtt5endpoint.core.settings.Transport;
import io.quarkiverse.mqtt5endpoint.core.settings.WillSettings;
import io.reactivex.schedulers.Schedulers;

/** Makes the client, and the CONNECT packets that it sends, out of settings and of what the application customized. */
final class ClientFactory {

    private static final int AS_THE_SERVER_ALLOWS = 65535;

    private final ClientSettings settings;
    private final NettyLoop loop;
    private final Customization customization;
    private final Authentication authentication;
    private final WebSocketOpening opening;

    // Once, however many clients follow. Safely published to the event loop, which is told afterwards.
    private Mqtt5ClientConfig customized;

    /**
     * @param authentication enhanced authentication, {@code null} for none
     */
    ClientFactory(ClientSettings settings, NettyLoop loop, Customization customization, Authentication authentication,
            WebSocketOpening opening) {
        this.settings = settings;
        this.loop = loop;
        this.customization = customization;
        this.authentication = authentication;
        this.opening = opening;
    }

    /** What CONNECT asks for. */
    long sessionExpirySeconds() {
        return settings.session().expirySeconds();
    }

    /**
     * A client with listeners, executor and interceptors of our own; all else is as the application customized it.
     */
    Mqtt5RxClient client(ConnectRequest request, ClientListener listener) {
        return Mqtt5Client.builder()
                .identifier(settings.session().clientId())
                .transportConfig(transport(request))
                .executorConfig().nettyExecutor(new PinnedLoops(watched(listener)))
                .applicationScheduler(Schedulers.trampoline())
                .applyExecutorConfig()
                .advancedConfig(withInterceptors(customized.getAdvancedConfig(), listener))
                .addConnectedListener(listener::onConnected)
                .addDisconnectedListener(listener::onDisconnected)
                .buildRx();
    }

    private WatchedLoop watched(ClientListener listener) {
        return new WatchedLoop(loop.netty(), channel -> EnginePipeline.enter(channel, listener::gate,
                opening.target(), listener::webSocketClosed));
    }

    /** How large a packet of the server may be. */
    int maximumPacketSize() {
        return settings.limits().maximumPacketSize();
    }

    /** Lets the application customize the client. */
    void prepare() {
        Mqtt5ClientBuilder builder = Mqtt5Client.builder().identifier(settings.session().clientId())
                .transportConfig(transport());
        builder.simpleAuth(auth(settings.security().credentials()))
                .enhancedAuth(authentication == null ? null : ExchangeMechanism.of(authentication));
        if (settings.will() != null) {
            builder.willPublish(will(settings.will()));
        }
        customized = customization.apply(builder).buildRx().getConfig();
    }

    boolean isCustomized() {
        return customization != Customization.NONE;
    }

    private MqttClientTransportConfig transport() {
        // The engine counts milliseconds as an int.
        long timeout = Math.min(Integer.MAX_VALUE, settings.limits().connectTimeout().toMillis());
        var transport = MqttClientTransportConfig.builder()
                .serverAddress(InetSocketAddress.createUnresolved(settings.server().host(), settings.server().port()))
                .socketConnectTimeout(timeout, TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(timeout, TimeUnit.MILLISECONDS);
        return (settings.transport().transport() == Transport.WEBSOCKET ? transport.webSocketConfig(webSocket(timeout))
                : transport).build();
    }

    private MqttWebSocketConfig webSocket(long timeout) {
        String query = settings.transport().query();
        var webSocket = MqttWebSocketConfig.builder().serverPath(settings.transport().path())
                .handshakeTimeout(timeout, TimeUnit.MILLISECONDS);
        return (query == null ? webSocket : webSocket.queryString(query)).build();
    }

    MqttClientTransportConfig transport(ConnectRequest request) {
        var transport = customized.getTransportConfig().extend().serverAddress(request.address());
        customized.getTransportConfig().getWebSocketConfig()
                .ifPresent(known -> transport.webSocketConfig(opening.applyTo(known)));
        return request.tls() == null ? transport.build()
                : transport.sslConfig(EngineTls.config(request.tls(), settings.limits().connectTimeout())).build();
    }

    /** Complete in itself: what the client would make up for a reconnect lacks whatever was given at the first CONNECT. */
    Mqtt5Connect connect(ConnectRequest request, Reauthentication reauthentication) {
        return Mqtt5Connect.builder()
                .cleanStart(request.cleanStart())
                .keepAlive((int) settings.limits().keepAlive().toSeconds())
                .sessionExpiryInterval(settings.session().expirySeconds())
                .restrictions().receiveMaximum(settings.limits().receiveMaximum())
                .maximumPacketSize(settings.limits().maximumPacketSize())
                .topicAliasMaximum(settings.limits().topicAliasMaximum())
                .sendTopicAliasMaximum(AS_THE_SERVER_ALLOWS).applyRestrictions()
                .simpleAuth(request.credentials() == null ? customized.getSimpleAuth().orElse(null)
                        : auth(request.credentials()))
                .enhancedAuth(customized.getEnhancedAuthMechanism()
                        .map(mechanism -> inTime(mechanism, reauthentication)).orElse(null))
                .willPublish(customized.getWillPublish().orElse(null))
                .build();
    }

    private Mqtt5EnhancedAuthMechanism inTime(Mqtt5EnhancedAuthMechanism mechanism, Reauthentication reauthentication) {
        Mqtt5EnhancedAuthMechanism one = mechanism instanceof ExchangeMechanism ours
                ? ours.forOneConnection(reauthentication::accepted)
                : mechanism;
        return new TimedMechanism(one, settings.limits().connectTimeout());
    }

    /** {@code null} where there is nothing to tell. */
    private static Mqtt5SimpleAuth auth(Credentials credentials) {
        if (credentials.password() == null) {
            return credentials.username() == null ? null : Mqtt5SimpleAuth.builder().username(credentials.username()).build();
        }
        ByteBuffer password = ByteBuffer.wrap(credentials.password().getBytes(StandardCharsets.UTF_8));
        return credentials.username() == null ? Mqtt5SimpleAuth.builder().password(password).build()
                : Mqtt5SimpleAuth.builder().username(credentials.username()).password(password).build();
    }

    private static Mqtt5WillPublish will(WillSettings will) {
        var publish = Mqtt5WillPublish.builder().topic(will.topic()).payload(will.payload().getBytes(StandardCharsets.UTF_8))
                .qos(MqttQos.fromCode(will.qos())).retain(will.retain()).contentType(will.contentType())
                .responseTopic(will.responseTopic()).delayInterval(will.delayInterval());
        return (will.messageExpiryInterval() < 0 ? publish : publish.messageExpiryInterval(will.messageExpiryInterval()))
                .build();
    }

    private static Mqtt5ClientAdvancedConfig withInterceptors(Mqtt5ClientAdvancedConfig advanced, ClientListener listener) {
        Mqtt5ClientInterceptors theirs = advanced.getInterceptors();
        Confirmations confirmations = Confirmations.of(listener::nextAcknowledgement, theirs);
        Receipts receipts = new Receipts(listener::pubRecReceived, theirs == null ? null : theirs.getOutgoingQos2Interceptor());
        var ours = theirs == null ? Mqtt5ClientInterceptors.builder() : theirs.extend();
        return advanced.extend()
                .interceptors(ours.incomingQos1Interceptor(confirmations).incomingQos2Interceptor(confirmations)
                        .outgoingQos2Interceptor(receipts).build())
                .build();
    }
}
