package io.quarkiverse.mqtt5endpoint.interoperability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;

import io.quarkiverse.mqtt5endpoint.runtime.Consumer;
import io.quarkiverse.mqtt5endpoint.runtime.Producer;
import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;

/** Whether an application gets through to a server, in both directions. */
final class SecureRoundTrip {

    private static final String ONE_ATTEMPT = "reconnect-attempts=0";

    private SecureRoundTrip() {
    }

    static void assertWorks(TestEndpoint app, String... attributes) {
        String topic = "round/" + System.nanoTime();
        Consumer in = app.incoming("in", with(attributes, "topic=" + topic, ONE_ATTEMPT)).acknowledging();
        Producer out = app.outgoing("out", with(attributes, "topic=" + topic, ONE_ATTEMPT));
        await().pollInterval(10, TimeUnit.MILLISECONDS).until(() -> {
            assertThat(in.failure()).isNull();
            return app.counters("in").ready.sum() > 0;
        });
        out.send("hello").orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(in.awaitMessages(1).payloads()).containsExactly("hello");
        await().pollInterval(10, TimeUnit.MILLISECONDS).until(() -> app.counters("in").acknowledged.sum() == 1);
    }

    /** The sentence with which the channel {@code in} fails. */
    static String failure(TestEndpoint app, String... attributes) {
        Throwable failure = app.incoming("in", with(attributes, "topic=t", ONE_ATTEMPT)).awaitFailure();
        assertThat(failure).hasMessageStartingWith("MQTT5E00010: Channel `in`: gave up on ");
        return failure.getMessage();
    }

    private static String[] with(String[] attributes, String... more) {
        return java.util.stream.Stream.of(attributes, more).flatMap(java.util.stream.Stream::of).toArray(String[]::new);
    }
}
