package io.quarkiverse.mqtt5endpoint.benchmarks.app;

import java.util.UUID;
import java.util.concurrent.Flow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5RxClient;

import io.quarkiverse.mqtt5endpoint.benchmarks.contender.ConsolidatingLoop;
import io.reactivex.schedulers.Schedulers;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/**
 * The least that Reactive Messaging allows, done as well as we can: the client on the channel's own event loop, with few
 * flushes, and each message emitted on a context of its own. What it lacks is everything that a connector is for.
 */
@ApplicationScoped
@Connector("least")
class LeastConnector implements InboundConnector, OutboundConnector {

    private static final int WINDOW = 1024;

    @Inject
    Vertx vertx;

    @Override
    public Flow.Publisher<? extends Message<?>> getPublisher(Config channel) {
        ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
        return new LeastSource(client(context, channel), context, channel.getValue("topic", String.class),
                channel.getValue("qos", Integer.class),
                channel.getOptionalValue("receive-maximum", Integer.class).orElse(WINDOW));
    }

    @Override
    public Flow.Subscriber<? extends Message<?>> getSubscriber(Config channel) {
        ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
        return new LeastSink(client(context, channel).toAsync(), channel.getValue("topic", String.class));
    }

    private static Mqtt5RxClient client(ContextInternal context, Config channel) {
        return Mqtt5Client.builder().identifier(UUID.randomUUID().toString()).serverHost(channel.getValue("host", String.class))
                .serverPort(channel.getValue("port", Integer.class))
                .executorConfig().nettyExecutor(ConsolidatingLoop.of(context.nettyEventLoop()))
                .applicationScheduler(Schedulers.trampoline()).applyExecutorConfig().buildRx();
    }
}
