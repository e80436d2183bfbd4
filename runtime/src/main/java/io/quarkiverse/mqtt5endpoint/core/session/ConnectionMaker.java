package io.quarkiverse.mqtt5endpoint.core.session;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;

/**
 * What all connections have in common.
 *
 * @param blocking where the application's code, and files, may take their time
 */
record ConnectionMaker(AddressResolver resolver, Executor blocking) {

    Connection make(Supplier<String> name, ClientSettings settings, EventLoops loops, Inbox inbox, ConnectionCounters counters,
            Connection.Events events, Provided provided) {
        Preparation preparation = new Preparation(settings, new ServerLookup(resolver, settings.limits().connectTimeout()),
                provided, blocking);
        return new Connection(name, settings, loops, preparation, new ClientFactory(settings, loops, provided), inbox, counters,
                events);
    }
}
