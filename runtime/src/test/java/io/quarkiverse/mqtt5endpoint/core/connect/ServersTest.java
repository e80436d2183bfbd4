package io.quarkiverse.mqtt5endpoint.core.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;

class ServersTest {

    private static final ServerAddress ONE = new ServerAddress("one", 1);
    private static final ServerAddress TWO = new ServerAddress("two", 2);

    private final Servers servers = new Servers(List.of(ONE, TWO));

    @Test
    void areTriedInTurn() {
        assertThat(List.of(servers.next(), servers.next(), servers.next())).containsExactly(ONE, TWO, ONE);
    }

    @Test
    void firstIsNextAfterAConnection() {
        servers.next();
        servers.accepted();
        assertThat(servers.next()).isEqualTo(ONE);
    }
}
