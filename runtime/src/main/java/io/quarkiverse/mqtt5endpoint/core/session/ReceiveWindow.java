package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.function.Supplier;

/**
 * The receive maximum of the next CONNECT. Some servers send more than they may once the client reconnects with
 * messages of QoS 2 in the application's hands, and would do so for ever: a larger window lets them catch up. The
 * next connection after an ordinary end has the configured one again. Event loop only.
 */
final class ReceiveWindow {

    private static final int LARGEST = 65535;

    private final Supplier<String> name;
    private final int configured;
    private final ConnectionCounters counters;
    private int current;

    ReceiveWindow(Supplier<String> name, int configured, ConnectionCounters counters) {
        this.name = name;
        this.configured = configured;
        this.counters = counters;
        this.current = configured;
    }

    int size() {
        return current;
    }

    void adapt(ServerReply reply) {
        if (!reply.isReceiveMaximumExceeded()) {
            current = configured;
            return;
        }
        int next = (int) Math.min(LARGEST, current * 4L);
        counters.receiveMaximumExceeded.increment();
        log.receiveMaximumExceeded(name.get(), current, next);
        current = next;
    }
}
