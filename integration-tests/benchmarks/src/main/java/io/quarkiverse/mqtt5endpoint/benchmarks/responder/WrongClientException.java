package io.quarkiverse.mqtt5endpoint.benchmarks.responder;

/** A client did what MQTT forbids, or less than it has to: its figures mean nothing. */
public final class WrongClientException extends RuntimeException {

    WrongClientException(String message) {
        super(message);
    }
}
