package io.quarkiverse.mqtt5endpoint.core.model;

import io.quarkiverse.mqtt5endpoint.core.engine.PublishListener;

/** A message without its last acknowledgement: one hand-over to an engine. */
final class ModelFlight {

    final ModelPublish publish;
    final PublishListener listener;
    final long handedOverNanos;

    // valid from PUBREC on: the session that has it
    Object receivedIn;

    // valid for connection: whether the server will answer
    boolean written;
    long writtenNanos;

    ModelFlight(ModelPublish publish, PublishListener listener, long handedOverNanos) {
        this.publish = publish;
        this.listener = listener;
        this.handedOverNanos = handedOverNanos;
    }

    int qos() {
        return publish.message.qos();
    }

    boolean awaitsPubRec() {
        return qos() == 2 && receivedIn == null;
    }

    @Override
    public String toString() {
        return publish.toString();
    }
}
