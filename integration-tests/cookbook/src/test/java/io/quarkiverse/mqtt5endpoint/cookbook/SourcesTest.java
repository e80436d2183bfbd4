package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class SourcesTest extends Recipe {

    @Inject
    Pass pass;

    @Test
    void streamIsPublishedInOrder() {
        await().untilAsserted(() -> assertThat(wires.of("from-multi").acknowledgedPublishes())
                .containsExactly("breakfast", "lunch", "supper"));
    }

    @Test
    void whatUnisCompleteWithIsPublishedInOrder() {
        isPublished("from-uni");
    }

    @Test
    void whatAMethodReturnsIsPublishedWithItsMetadata() {
        isPublished("from-message");
        assertThat(wires.of("from-message").awaitPublished("one").properties().userProperties())
                .containsExactly(Map.entry("from", "the pass"));
    }

    @Test
    void whatAMethodReturnsIsPublished() {
        isPublished("from-payload");
    }

    private void isPublished(String channel) {
        pass.put(channel, "one");
        await().until(() -> wires.of(channel).acknowledgedPublishes().contains("one"));
        pass.put(channel, "two");
        pass.put(channel, "three");
        await().untilAsserted(() -> assertThat(wires.of(channel).acknowledgedPublishes())
                .containsSubsequence("one", "two", "three"));
    }
}
