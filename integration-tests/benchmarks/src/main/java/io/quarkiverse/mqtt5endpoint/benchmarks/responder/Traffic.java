package io.quarkiverse.mqtt5endpoint.benchmarks.responder;

/**
 * What a client sent.
 *
 * @param reads how often something was there to be read: no more often than the client wrote
 */
public record Traffic(long packets, long reads) {

    public Traffic since(Traffic earlier) {
        return new Traffic(packets - earlier.packets, reads - earlier.reads);
    }
}
