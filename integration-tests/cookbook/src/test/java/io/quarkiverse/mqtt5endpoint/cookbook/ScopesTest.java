package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ScopesTest extends Recipe {

    @Inject
    Scopes scopes;

    @Test
    void eachMessageHasARequestContextOfItsOwn() {
        Wire wire = incoming("noted");
        kitchen.takeTime("tart");
        kitchen.takeTime("torte");
        send("noted", "tart", "torte");
        awaitBegun("tart", "torte"); // both at a time
        kitchen.serve("torte");
        kitchen.serve("tart");
        wire.awaitAcknowledged("tart");
        wire.awaitAcknowledged("torte");
        assertThat(scopes.written()).containsEntry("tart", List.of("began tart", "ended tart"))
                .containsEntry("torte", List.of("began torte", "ended torte"));
    }

    @Test
    void requestContextLastsUntilTheUniCompleted() {
        isAcknowledgedWhenDone("noted-unis", "brownie");
        isAcknowledgedWhenDone("noted-unis", "cookie");
        assertThat(scopes.written()).containsEntry("brownie", List.of("began brownie", "ended brownie"))
                .containsEntry("cookie", List.of("began cookie", "ended cookie"));
    }
}
