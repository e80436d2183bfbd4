package io.quarkiverse.mqtt5endpoint.demo;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.testkit.InjectMqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanionResource;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedMessages;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

// tag::companion[]
@QuarkusTest
@WithTestResource(MqttCompanionResource.class)
class DemoTest {

    @InjectMqttCompanion
    MqttCompanion companion;
    // end::companion[]

    @TestHTTPResource("/api/updates")
    URI updates;

    @BeforeEach
    void channelsAreReady() {
        eventually(() -> get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void simulatedReadingsArriveInTheView() {
        // Not "sensors.last.sensor": from JDK 21 on a list has a "last" of its own.
        eventually(() -> get("/api/overview").then()
                .statusCode(200)
                .body("sensors.collect { it.last.sensor }", hasItems("boiler", "turbine", "oven")));
    }

    @Test
    void foreignReadingIsCountedInTheView() {
        Stream.of("20.0", "30.0", "25.0").forEach(celsius -> publish("probe", celsius));
        eventually(() -> get("/api/overview").then()
                .body("sensors.find { it.last.sensor == 'probe' }.count", equalTo(3))
                .body("sensors.find { it.last.sensor == 'probe' }.last.celsius", equalTo(25.0f))
                .body("sensors.find { it.last.sensor == 'probe' }.min", equalTo(20.0f))
                .body("sensors.find { it.last.sensor == 'probe' }.max", equalTo(30.0f))
                .body("sensors.find { it.last.sensor == 'probe' }.mean", equalTo(25.0f))
                .body("sensors.find { it.last.sensor == 'probe' }.recent", equalTo(List.of(20.0f, 30.0f, 25.0f))));
    }

    @Test
    void readingAboveTheLimitRaisesAnAlert() {
        ReceivedMessages alerts = companion.subscribe("plants/test/alerts", 1);
        publish("hot", "99.0");

        TestMessage alert = alerts.awaitRecord(message -> message.text().contains("\"hot\""));

        assertThat(alert.text()).contains("99.0");
        assertThat(alert.contentType()).hasValue("application/json");
        assertThat(alert.userProperty("severity")).hasValue("critical");
        assertThat(alert.userProperty("raised-by")).hasValueSatisfying(name -> assertThat(name).startsWith("demo-"));
        assertThat(alert.expiry()).hasValueSatisfying(seconds -> assertThat(seconds).isBetween(590L, 600L));
        eventually(() -> get("/api/overview").then()
                .body("alerts.findAll { it.reading.sensor == 'hot' }.severity", everyItem(equalTo("critical")))
                .body("alerts.reading.sensor", hasItem("hot")));
    }

    @Test
    void updatesAreServerSentEvents() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(updates).timeout(Duration.ofSeconds(30)).build();
        HttpResponse<Stream<String>> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());

        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        try (Stream<String> lines = response.body()) {
            assertThat(lines.filter(line -> line.startsWith("data:")).limit(5))
                    .hasSize(5)
                    .allSatisfy(line -> assertThat(line).contains("\"instance\":\"demo-", "\"sensors\":["));
        }
    }

    @Test
    void healthNamesAllChannels() {
        get("/q/health").then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.data.collectMany { it.keySet() }", hasItems("sensors", "readings", "alerts", "alert-board"));
    }

    @Test
    void pageIsServed() {
        get("/").then().statusCode(200).contentType("text/html").body(containsString("api/updates"));
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }

    private void publish(String name, String celsius) {
        companion.publish("plants/test/sensors/" + name + "/temperature", """
                {"plant": "test", "sensor": "%s", "celsius": %s, "at": "2030-01-01T00:00:00Z"}
                """.formatted(name, celsius), 1).awaitCompletion();
    }
}
