package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** In an application of its own, as Quarkus can be told only when it is built. */
@QuarkusTest
@TestProfile(RequestScopedMessagesTest.Scoped.class)
class RequestScopedMessagesTest extends Recipe {

    public static class Scoped implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.messaging.request-scoped.enabled", "true");
        }
    }

    @Inject
    Scopes scopes;

    @Test
    void eachMessageHasARequestContextOfItsOwnWhereTheApplicationSaysSo() {
        isAcknowledgedWhenDone("noted-automatically", "eclair");
        isAcknowledgedWhenDone("noted-automatically", "profiterole");
        assertThat(scopes.written()).containsEntry("eclair", List.of("began eclair", "ended eclair"))
                .containsEntry("profiterole", List.of("began profiterole", "ended profiterole"));
    }
}
