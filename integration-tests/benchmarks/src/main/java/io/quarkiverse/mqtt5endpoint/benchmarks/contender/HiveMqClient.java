package io.quarkiverse.mqtt5endpoint.benchmarks.contender;

import java.util.function.Consumer;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

import io.netty.channel.nio.NioEventLoopGroup;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Kind;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Payload;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;
import io.reactivex.schedulers.Schedulers;

/** The client that the connector is built on, as a good programmer uses it: its callbacks run on its own loop. */
final class HiveMqClient implements Contender {

    private final Work work;
    private final Mqtt5AsyncClient client;
    private final Handled handled;
    private final Holder holder;
    private final InFlight inFlight = new InFlight();

    private HiveMqClient(Work work, Mqtt5AsyncClient client, Handled handled) {
        this.work = work;
        this.client = client;
        this.handled = handled;
        this.holder = new Holder(work);
    }

    static HiveMqClient connected(Work work, int port, boolean consolidating, Handled handled) {
        HiveMqClient contender = new HiveMqClient(work, builder(port, consolidating).buildAsync(), handled);
        contender.connect();
        return contender;
    }

    private static Mqtt5ClientBuilder builder(int port, boolean consolidating) {
        var executors = Mqtt5Client.builder().identifier("plain").serverHost("localhost").serverPort(port).executorConfig()
                .applicationScheduler(Schedulers.trampoline());
        return (consolidating ? executors.nettyExecutor(ConsolidatingLoop.of(new NioEventLoopGroup(1).next()))
                : executors.nettyThreads(1)).applyExecutorConfig();
    }

    private void connect() {
        if (work.kind() != Kind.CHANNELS) {
            client.publishes(MqttGlobalPublishFilter.ALL, received(), true);
        }
        client.connectWith().restrictions().receiveMaximum(work.window()).applyRestrictions().send().join();
        work.topics().forEach(this::subscribe);
    }

    private void subscribe(String topic) {
        var subscription = client.subscribeWith().topicFilter(topic).qos(MqttQos.fromCode(work.qos()));
        if (work.kind() == Kind.CHANNELS) {
            subscription.callback(received()).manualAcknowledgement(true).send().join();
        } else {
            subscription.send().join();
        }
    }

    private Consumer<Mqtt5Publish> received() {
        Consumer<Mqtt5Publish> settling = settling();
        return publish -> {
            handled.one();
            settling.accept(publish);
        };
    }

    private Consumer<Mqtt5Publish> settling() {
        return switch (work.kind()) {
            case FORWARD -> this::forward;
            case UNSETTLED -> publish -> holder.hold(publish::acknowledge);
            default -> Mqtt5Publish::acknowledge;
        };
    }

    private void forward(Mqtt5Publish publish) {
        client.publishWith().topic("out").qos(MqttQos.AT_LEAST_ONCE).payload(publish.getPayload().orElseThrow()).send()
                .thenRun(publish::acknowledge);
    }

    @Override
    public void publish(long first, int messages, Runnable acknowledged) throws InterruptedException {
        for (long number = first; number < first + messages; number++) {
            inFlight.enter();
            client.publishWith().topic("out").qos(MqttQos.AT_LEAST_ONCE).payload(Payload.of(number)).send()
                    .thenRun(() -> {
                        inFlight.leave();
                        acknowledged.run();
                    });
        }
    }
}
