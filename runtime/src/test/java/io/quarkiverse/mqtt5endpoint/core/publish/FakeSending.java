package io.quarkiverse.mqtt5endpoint.core.publish;

import io.quarkiverse.mqtt5endpoint.core.engine.PublishListener;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;

/** One hand-over to an engine, of no further consequence. */
final class FakeSending implements PublishListener {

    @Override
    public void received() {
        // Nobody looks at it.
    }

    @Override
    public Permission permission() {
        return Permission.SEND;
    }

    @Override
    public void completed(PublishOutcome outcome) {
        // Nobody looks at it.
    }
}
