package io.quarkiverse.mqtt5endpoint.core.connect;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.function.Supplier;

import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;

/**
 * The receive maximum of the next CONNECT. Some servers send more than they may once the client reconnects with
 * messages of QoS 2 in the application's hands, and would do so for ever: a larger window lets them catch up. The
 * next connection after an ordinary end has the configured one again. Event loop only.
 */
final class ReceiveWindow {

    private static final int LARGEST = 65535;

    private final Supplier<String> name;
    private final int configured;
    private final Runnable exceeded;
    private int current;

    ReceiveWindow(Supplier<String> name, int configured, Runnable exceeded) {
        this.name = name;
        this.configured = configured;
        this.exceeded = exceeded;
        this.current = configured;
    }

    int size() {
        return current;
    }

    void adapt(ConnectionLoss loss) {
        if (loss.fault() != ConnectionLoss.Fault.RECEIVE_MAXIMUM_EXCEEDED) {
            current = configured;
            return;
        }
        int next = (int) Math.min(LARGEST, current * 4L);
        exceeded.run();
        log.receiveMaximumExceeded(name.get(), current, next);
        current = next;
    }
}
