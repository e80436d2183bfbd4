package io.quarkiverse.mqtt5endpoint.runtime.client;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedListener;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedListener;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientConfig;
import com.hivemq.client.mqtt.mqtt5.Mqtt5RxClient;
import com.hivemq.client.mqtt.mqtt5.advanced.interceptor.qos1.Mqtt5IncomingQos1Interceptor;
import com.hivemq.client.mqtt.mqtt5.advanced.interceptor.qos2.Mqtt5IncomingQos2Interceptor;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubcomp.Mqtt5PubCompBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubrec.Mqtt5PubRecBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubrel.Mqtt5PubRel;

import io.quarkiverse.mqtt5endpoint.runtime.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.runtime.settings.Credentials;
import io.reactivex.schedulers.Schedulers;

/** Makes the client, and the CONNECT packets that it sends, out of settings. */
final class ClientFactory {

    private static final int AS_THE_SERVER_ALLOWS = 65535;

    private final ClientSettings settings;
    private final EventLoops loops;

    ClientFactory(ClientSettings settings, EventLoops loops) {
        this.settings = settings;
        this.loops = loops;
    }

    Mqtt5RxClient client(InetSocketAddress address, Inbox inbox, MqttClientConnectedListener connected,
            MqttClientDisconnectedListener disconnected) {
        Confirmations confirmations = new Confirmations(inbox);
        return Mqtt5Client.builder()
                .identifier(settings.session().clientId())
                .transportConfig(transport(address))
                .executorConfig().nettyExecutor(loops.executor()).applicationScheduler(Schedulers.trampoline())
                .applyExecutorConfig()
                .advancedConfig().interceptors().incomingQos1Interceptor(confirmations).incomingQos2Interceptor(confirmations)
                .applyInterceptors().applyAdvancedConfig()
                .addConnectedListener(connected)
                .addDisconnectedListener(disconnected)
                .buildRx();
    }

    MqttClientTransportConfig transport(InetSocketAddress address) {
        // The engine counts milliseconds as an int.
        long timeout = Math.min(Integer.MAX_VALUE, settings.limits().connectTimeout().toMillis());
        return MqttClientTransportConfig.builder()
                .serverAddress(address)
                .socketConnectTimeout(timeout, TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(timeout, TimeUnit.MILLISECONDS)
                .build();
    }

    /** Complete in itself: what the client would make up for a reconnect lacks whatever was given at the first CONNECT. */
    Mqtt5Connect connect(boolean cleanStart, int receiveMaximum) {
        var connect = Mqtt5Connect.builder()
                .cleanStart(cleanStart)
                .keepAlive((int) settings.limits().keepAlive().toSeconds())
                .sessionExpiryInterval(settings.session().expirySeconds())
                .restrictions().receiveMaximum(receiveMaximum).maximumPacketSize(settings.limits().maximumPacketSize())
                .topicAliasMaximum(settings.limits().topicAliasMaximum())
                .sendTopicAliasMaximum(AS_THE_SERVER_ALLOWS).applyRestrictions();
        if (!settings.credentials().isEmpty()) {
            connect.simpleAuth(auth(settings.credentials()));
        }
        return connect.build();
    }

    private static Mqtt5SimpleAuth auth(Credentials credentials) {
        if (credentials.password() == null) {
            return Mqtt5SimpleAuth.builder().username(credentials.username()).build();
        }
        ByteBuffer password = ByteBuffer.wrap(credentials.password().getBytes(StandardCharsets.UTF_8));
        return credentials.username() == null ? Mqtt5SimpleAuth.builder().password(password).build()
                : Mqtt5SimpleAuth.builder().username(credentials.username()).password(password).build();
    }

    /** The client asks here before each PUBACK and PUBREC, in order: the moment at which a message leaves the inbox. */
    private record Confirmations(Inbox inbox) implements Mqtt5IncomingQos1Interceptor, Mqtt5IncomingQos2Interceptor {

        @Override
        public void onPublish(Mqtt5ClientConfig config, Mqtt5Publish publish, Mqtt5PubAckBuilder pubAck) {
            inbox.nextConfirmation();
        }

        @Override
        public void onPublish(Mqtt5ClientConfig config, Mqtt5Publish publish, Mqtt5PubRecBuilder pubRec) {
            inbox.nextConfirmation();
        }

        @Override
        public void onPubRel(Mqtt5ClientConfig config, Mqtt5PubRel pubRel, Mqtt5PubCompBuilder pubComp) {
            // Nothing to add: the message was settled before.
        }
    }
}
