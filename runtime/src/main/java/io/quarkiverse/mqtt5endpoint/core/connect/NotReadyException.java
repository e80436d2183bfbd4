package io.quarkiverse.mqtt5endpoint.core.connect;

/** Why an attempt to connect can't even begin. The message is a part of a sentence, and has no secret. */
final class NotReadyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotReadyException(String message, Throwable cause) {
        super(message, cause);
    }
}
