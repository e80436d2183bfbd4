package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jboss.jandex.Index;
import org.jboss.jandex.MethodInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** What signatures say about payloads. */
class PayloadSignaturesTest {

    record Reading(String sensor) {
    }

    @SuppressWarnings("unused")
    private interface Methods {

        @Incoming("in")
        @Outgoing("out")
        Multi<Message<List<Reading>>> messages(Multi<Message<Map<String, Reading>>> messages);

        @Incoming("in")
        @Outgoing("out")
        Uni<Message<Reading>> uni(Message<Optional<Reading>> message);

        @Incoming("in")
        @Incoming("other")
        CompletionStage<Void> several(List<Reading> readings);

        @Incoming("in")
        Flow.Subscriber<Message<List<Reading>>> subscriber();

        @Incoming("in")
        void arrays(List<byte[]> payload);

        @Incoming("in")
        void otherArguments(List<String> payload);

        @Incoming("in")
        @Outgoing("out")
        Multi<Reading> stream(Multi<Reading> readings);

        @Incoming("in")
        void number(int payload);

        @Incoming("in")
        void text(String payload);

        @Incoming("in")
        void objects(Reading[] payload);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "messages|in java.util.Map<java.lang.String, READING>, out java.util.List<READING>",
            "uni|in java.util.Optional<READING>, out READING",
            "several|in java.util.List<READING>, other java.util.List<READING>",
            "subscriber|in java.util.List<READING>",
            "arrays|in java.util.List<byte[]>",
            "text|in java.lang.String" })
    void whatAPayloadComesInIsTakenOff(String method, String expected) {
        assertThat(of(method)).extracting(payload -> payload.channel() + " " + payload.type())
                .hasToString("[" + expected.replace("READING", Reading.class.getName()) + "]");
    }

    @ParameterizedTest
    @CsvSource({ "messages,true", "uni,true", "several,true", "subscriber,true", "text,true", "stream,false", "number,false" })
    void streamsOfPayloadsAndPrimitivesCannotBeNull(String method, boolean nullable) {
        assertThat(PayloadTypesProcessor.nullable(of(method)).contains("in")).isEqualTo(nullable);
    }

    @Test
    void channelTakesNullWhenAllItsMethodsDo() {
        List<PayloadBuildItem> payloads = new ArrayList<>(of("several"));
        payloads.addAll(of("stream"));
        assertThat(PayloadTypesProcessor.nullable(payloads)).containsExactly("other");
    }

    @Test
    void typesOfOneClassWithDifferentArgumentsAreRefused() {
        List<PayloadBuildItem> payloads = new ArrayList<>(of("several"));
        payloads.addAll(of("text"));
        assertThat(PayloadTypesProcessor.distinct(payloads).get("in")).hasSize(2);
        payloads.addAll(of("otherArguments"));
        assertThatThrownBy(() -> PayloadTypesProcessor.distinct(payloads)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("Channel `in`").hasMessageContaining("Methods#several` asks for `java.util.List<")
                .hasMessageContaining("Methods#otherArguments` for `java.util.List<java.lang.String>`");
    }

    @Test
    void whatIsReadOrWrittenAsJsonIsRegisteredForReflection() {
        List<PayloadBuildItem> payloads = new ArrayList<>(of("messages"));
        payloads.addAll(of("text"));
        payloads.addAll(of("objects"));
        List<ReflectiveHierarchyBuildItem> registered = new ArrayList<>();
        new PayloadTypesProcessor().registerForReflection(payloads, registered::add);
        assertThat(registered).extracting(item -> item.getType().toString().replace(Reading.class.getName(), "READING"))
                .containsExactly("java.util.Map<java.lang.String, READING>", "java.util.List<READING>", "READING[]");
    }

    private static List<PayloadBuildItem> of(String method) {
        try {
            MethodInfo info = Index.of(Methods.class).getClassByName(Methods.class).methods().stream()
                    .filter(each -> each.name().equals(method)).findFirst().orElseThrow();
            return PayloadSignatures.of(info);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
