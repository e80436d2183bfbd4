package io.quarkiverse.mqtt5endpoint.core.connect;

import java.util.List;

import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;

/** Which server is next: in order, beginning with the first again after each connection. Loop only. */
final class Servers {

    private final List<ServerAddress> all;
    private int last = -1;

    Servers(List<ServerAddress> all) {
        this.all = all;
    }

    ServerAddress next() {
        last = (last + 1) % all.size();
        return all.get(last);
    }

    void accepted() {
        last = -1;
    }
}
