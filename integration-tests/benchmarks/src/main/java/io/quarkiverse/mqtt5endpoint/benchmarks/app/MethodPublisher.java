package io.quarkiverse.mqtt5endpoint.benchmarks.app;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

import io.quarkiverse.mqtt5endpoint.benchmarks.contender.Contender;
import io.quarkiverse.mqtt5endpoint.benchmarks.contender.InFlight;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Payload;

/** Publishes one message after the other, as a method that serves requests would do it. */
@ApplicationScoped
class MethodPublisher implements Contender {

    @Channel("emitter")
    @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
    Emitter<byte[]> emitter;

    private final InFlight inFlight = new InFlight();

    @Override
    public void publish(long first, int messages, Runnable acknowledged) throws InterruptedException {
        for (long number = first; number < first + messages; number++) {
            inFlight.enter();
            emitter.send(Payload.of(number)).thenRun(() -> {
                inFlight.leave();
                acknowledged.run();
            });
        }
    }
}
