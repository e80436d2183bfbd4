package io.quarkiverse.mqtt5endpoint.benchmarks.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** Consumes, publishes, and acknowledges after the server has acknowledged. */
@ApplicationScoped
class ForwardMethod {

    @Inject
    MethodCalls calls;

    @Incoming("forward")
    @Outgoing("forwarded")
    byte[] forward(byte[] payload) {
        calls.one();
        return payload;
    }
}
