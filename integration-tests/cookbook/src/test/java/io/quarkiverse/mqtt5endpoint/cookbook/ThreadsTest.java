package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ThreadsTest extends Recipe {

    @Test
    void blockingTakesOneMessageAfterTheOther() {
        Wire wire = incoming("blocking");
        kitchen.takeTime("goulash");
        send("blocking", "goulash", "noodles");
        awaitBegun("goulash");
        wire.staysUnacknowledged("goulash");
        wire.staysUnacknowledged("noodles");
        assertThat(kitchen.begun("noodles")).isEmpty();
        kitchen.serve("goulash");
        wire.awaitAcknowledged("goulash");
        wire.awaitAcknowledged("noodles");
        assertThat(kitchen.begun("goulash").get(0).mayBlock()).isTrue();
        assertThat(kitchen.done()).containsSubsequence("goulash", "noodles");
    }

    @Test
    void blockingWithoutOrderTakesSeveralMessagesAndAcknowledgesInOrderOfArrival() {
        Wire wire = incoming("unordered");
        kitchen.takeTime("turkey");
        send("unordered", "turkey", "salad");
        await().until(() -> kitchen.done().contains("salad"));
        wire.staysUnacknowledged("salad"); // it came second
        wire.staysUnacknowledged("turkey");
        kitchen.serve("turkey");
        assertThat(wire.awaitAcknowledged("turkey").nanoTime())
                .isLessThan(wire.awaitAcknowledged("salad").nanoTime());
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "There are no virtual threads before JDK 21")
    void virtualThreadMayBlock() {
        isAcknowledgedWhenDone("virtual", "sorbet");
        assertThat(kitchen.begun("sorbet")).singleElement().satisfies(cooking -> {
            assertThat(cooking.thread()).startsWith("VirtualThread");
            assertThat(cooking.mayBlock()).isTrue();
        });
    }
}
