package io.quarkiverse.mqtt5endpoint.core.session;

import java.util.List;

import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;

/** Which server is next: in order, beginning anew with the first after each connection. Event loop only. */
final class Servers {

    private final List<ServerAddress> all;
    private int last = -1;
    private ServerAddress target;

    Servers(List<ServerAddress> all) {
        this.all = all;
        this.target = all.get(0);
    }

    ServerAddress next() {
        last = (last + 1) % all.size();
        return all.get(last);
    }

    /** This one is tried now, which need not be one of the list: a server may have named it. */
    void attempt(ServerAddress server) {
        target = server;
    }

    void accepted() {
        last = -1;
    }

    /** The one that was tried last. */
    @Override
    public String toString() {
        return target.toString();
    }
}
