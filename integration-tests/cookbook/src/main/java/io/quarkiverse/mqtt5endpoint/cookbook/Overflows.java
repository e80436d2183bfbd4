package io.quarkiverse.mqtt5endpoint.cookbook;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.eclipse.microprofile.reactive.messaging.OnOverflow.Strategy;

/** What an emitter does when the channel has no room. */
@ApplicationScoped
class Overflows {

    // tag::buffer[]
    @Channel("buffering")
    @OnOverflow(value = Strategy.BUFFER, bufferSize = 2)
    Emitter<String> buffering;
    // end::buffer[]

    // tag::unbounded[]
    @Channel("hoarding")
    @OnOverflow(Strategy.UNBOUNDED_BUFFER)
    Emitter<String> hoarding;
    // end::unbounded[]

    // tag::throw[]
    @Channel("throwing")
    @OnOverflow(Strategy.THROW_EXCEPTION)
    Emitter<String> throwing;
    // end::throw[]

    // tag::drop[]
    @Channel("dropping")
    @OnOverflow(Strategy.DROP)
    Emitter<String> dropping;
    // end::drop[]

    // tag::latest[]
    @Channel("keeping-the-latest")
    @OnOverflow(Strategy.LATEST)
    Emitter<String> latest;
    // end::latest[]

    // tag::fail[]
    @Channel("failing")
    @OnOverflow(Strategy.FAIL)
    Emitter<String> failing;
    // end::fail[]

    Emitter<String> of(Strategy strategy) {
        return switch (strategy) {
            case BUFFER -> buffering;
            case UNBOUNDED_BUFFER -> hoarding;
            case THROW_EXCEPTION -> throwing;
            case DROP -> dropping;
            case LATEST -> latest;
            case FAIL -> failing;
            case NONE -> throw new IllegalArgumentException("Not for this connector: " + strategy);
        };
    }
}
