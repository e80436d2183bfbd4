package io.quarkiverse.mqtt5endpoint.runtime.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.settings.LiveReload;
import io.quarkiverse.mqtt5endpoint.runtime.config.GeneratedIds;
import io.quarkiverse.mqtt5endpoint.runtime.config.GeneratedIds.GeneratedId;

class IdsAcrossReloadsTest {

    // What dev mode keeps is there for all tests of the process.
    private final String connection = "channel " + UUID.randomUUID();

    @Test
    void clientIdOfAConnectionIsTheSameAfterAReload() {
        GeneratedId first = IdsAcrossReloads.ofThisStart().of(connection);
        assertThat(first.clientId()).matches("gio-apim-client-[0-9a-f]{8}");
        assertThat(IdsAcrossReloads.ofThisStart().of(connection).clientId()).isEqualTo(first.clientId());
        assertThat(IdsAcrossReloads.ofThisStart().of("another " + connection).clientId()).isNotEqualTo(first.clientId());
    }

    @Test
    void serverMayHaveASessionOnlyAfterAReload() {
        GeneratedIds start = IdsAcrossReloads.ofThisStart();
        assertThat(start.of(connection).isKnown()).isFalse();
        // A second channel of a shared connection must not differ.
        assertThat(start.of(connection).isKnown()).isFalse();
        assertThat(IdsAcrossReloads.ofThisStart().of(connection).isKnown()).isTrue();
    }

    @Test
    void allFiltersOfEarlierStartsAreKnown() {
        subscribe("words");
        subscribe("prices");
        assertThat(IdsAcrossReloads.ofThisStart().of(connection).reload())
                .isEqualTo(new LiveReload(Set.of("words", "prices")));
    }

    private void subscribe(String filter) {
        GeneratedIds start = IdsAcrossReloads.ofThisStart();
        start.subscribes(start.of(connection).clientId(), List.of(filter));
    }
}
