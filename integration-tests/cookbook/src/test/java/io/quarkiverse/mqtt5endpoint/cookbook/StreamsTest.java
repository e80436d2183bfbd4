package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class StreamsTest extends Recipe {

    @Test
    void payloadsOfAStreamAreAcknowledgedBeforeTheStreamHasThem() {
        Wire in = incoming("singles");
        wires.of("pairs").holdTheServer();
        send("singles", "ham");
        in.awaitAcknowledged("ham");
        send("singles", "eggs");
        in.awaitAcknowledged("eggs");
        wires.of("pairs").awaitPublished("ham with eggs");
        wires.of("pairs").release();
    }

    @Test
    void messagesOfAStreamAreAcknowledgedWhenTheServerHasWhatBecameOfThem() {
        Wire in = incoming("mail");
        wires.of("inbox").holdTheServer();
        send("mail", "invitation");
        wires.of("inbox").awaitPublished("Re: invitation");
        in.staysUnacknowledged("invitation");
        wires.of("inbox").release();
        in.awaitAcknowledged("invitation");
    }

    @Test
    void messageThatAStreamLetsGoIsAcknowledgedByTheStream() {
        Wire in = incoming("mail");
        send("mail", "spam and eggs");
        in.awaitAcknowledged("spam and eggs");
        assertThat(wires.of("inbox").published()).doesNotContain("Re: spam and eggs");
    }
}
