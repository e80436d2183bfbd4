package io.quarkiverse.mqtt5endpoint.benchmarks.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The least that an application can do with a message. */
@ApplicationScoped
class EmptyMethod {

    @Inject
    MethodCalls calls;

    @Incoming("consume")
    void consume(byte[] payload) {
        calls.one();
    }
}
