package io.quarkiverse.mqtt5endpoint.documented;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.reactive.messaging.health.HealthReport.ChannelInfo;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;

/** The examples of the documentation, which includes them from here, do what it says. */
class DocumentedExamplesTest {

    private static final String CONNECTOR = "mp.messaging.connector.smallrye-mqtt5-endpoint.";

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Greetings.class, Stock.class, Reading.class, Readings.class,
                    SkipMalformed.class, Answers.class, Orders.class, Robot.class, RobotClient.class,
                    Parcels.class, RetryLater.class))
            .withConfigurationResource("documented-examples.properties");

    @Inject
    HealthCenter health;

    @Inject
    Greetings greetings;

    @Inject
    Stock stock;

    @Inject
    Readings readings;

    @Inject
    Orders orders;

    @Inject
    Robot robot;

    @Inject
    RobotClient robotClient;

    @Inject
    Parcels parcels;

    @BeforeEach
    void channelsAreReady() {
        await().until(() -> health.getReadiness().getChannels().stream().allMatch(ChannelInfo::isOk));
    }

    @Test
    void greetingIsHeard() {
        greetings.greet("world").toCompletableFuture().join();
        await().untilAsserted(() -> assertThat(greetings.heard()).contains("Hello world"));
    }

    @Test
    void messageThatIsNackedIsIgnoredAndTheNextOneIsCounted() {
        try (MqttCompanion client = client()) {
            client.publish("shelves/1/pieces", "many", 1).awaitCompletion();
            client.publish("shelves/2/pieces", "12", 1).awaitCompletion();
        }
        await().untilAsserted(() -> assertThat(stock.pieces()).containsOnlyKeys("shelves/2/pieces")
                .containsEntry("shelves/2/pieces", 12));
    }

    @Test
    void whatIsNotJsonIsSkipped() {
        try (MqttCompanion client = client()) {
            client.publish("plant/readings", "warm", 1).awaitCompletion();
            client.publish("plant/readings", "{\"sensor\": \"t7\", \"celsius\": 21.5}", 1).awaitCompletion();
        }
        await().untilAsserted(() -> assertThat(readings.taken()).containsExactly(new Reading("t7", 21.5)));
    }

    @Test
    void answerGoesWhereItIsExpected() {
        try (MqttCompanion client = client()) {
            client.subscribe("mine", 1);
            client.publish(TestMessage.to("questions").payload("why?").responseTopic("mine").correlationData(new byte[] { 7 }))
                    .awaitCompletion();
            TestMessage answer = client.received().awaitNextRecord();
            assertThat(answer.text()).isEqualTo("You asked: why?");
            assertThat(answer.correlationData()).hasValueSatisfying(data -> assertThat(data).containsExactly(7));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "questions", "{braces}", "$share/a/b" })
    void responderSurvivesAnyResponseTopic(String responseTopic) {
        try (MqttCompanion client = client()) {
            client.publish(TestMessage.to("questions").payload("why?").responseTopic(responseTopic)).awaitCompletion();
            client.subscribe("mine", 1);
            client.publish(TestMessage.to("questions").payload("and you?").responseTopic("mine")).awaitCompletion();
            assertThat(client.received().awaitNextRecord().text()).isEqualTo("You asked: and you?");
        }
        assertThat(health.getLiveness().getChannels()).filteredOn(channel -> channel.getChannel().equals("requests"))
                .allMatch(ChannelInfo::isOk);
    }

    @Test
    void answerThatNobodyAskedForGoesToTheChannelsTopic() {
        try (MqttCompanion client = client()) {
            client.subscribe("answers/all", 1);
            client.publish("questions", "anybody?", 1).awaitCompletion();
            assertThat(client.received().awaitNextRecord().text()).isEqualTo("You asked: anybody?");
        }
    }

    @Test
    void senderHearsWhatBecameOfAnOrder() {
        assertThat(orders.place("7", "tea").await().atMost(Duration.ofSeconds(30))).isEqualTo("placed");
        assertThat(orders.place("+", "tea").await().atMost(Duration.ofSeconds(30))).startsWith("refused with 0x90")
                .contains("wildcards");
    }

    @Test
    void commandLeadsToAState() {
        try (MqttCompanion client = client()) {
            client.subscribe("robots/7/state", 1);
            client.publish("robots/7/commands", "turn left", 1).awaitCompletion();
            await().untilAsserted(
                    () -> assertThat(client.received().records()).extracting(TestMessage::text).contains("done: turn left"));
        }
    }

    @Test
    void attributeOfTheGatewaySaysWhereAMessageGoes() {
        try (MqttCompanion client = client()) {
            client.subscribe("robots/7/arm", 1);
            robot.report("arm", "raised").await().atMost(Duration.ofSeconds(30));
            assertThat(client.received().awaitNextRecord().text()).isEqualTo("raised");
        }
    }

    @Test
    void clientCanBeCustomized() {
        int before = robotClient.acknowledged();
        robot.report("leg", "lowered").await().atMost(Duration.ofSeconds(30));
        assertThat(robotClient.acknowledged()).isGreaterThan(before);
    }

    @Test
    void whatFailsAlsoAfterRetriesBecomesADeadLetter() {
        try (MqttCompanion client = client()) {
            client.subscribe("returned/parcels", 1);
            client.publish("parcels/7", "nobody 7", 1).awaitCompletion();
            TestMessage returned = client.received().awaitNextRecord();
            assertThat(returned.text()).isEqualTo("nobody 7");
            assertThat(returned.userProperty("dead-letter-reason")).hasValue("nobody at home");
            assertThat(returned.userProperty("dead-letter-topic")).hasValue("parcels/7");
            assertThat(parcels.rung("nobody 7")).isEqualTo(4);
        }
    }

    @Test
    void handlerOfTheApplicationSendsAMessageAgainLater() {
        try (MqttCompanion client = client()) {
            client.subscribe("undeliverable", 1);
            client.publish("letters/7", "nobody 8", 1).awaitCompletion();
            TestMessage undeliverable = client.received().awaitNextRecord();
            assertThat(undeliverable.text()).isEqualTo("nobody 8");
            assertThat(undeliverable.userProperties()).hasSize(3)
                    .allSatisfy(property -> assertThat(property.getValue()).contains("nobody at home"));
            assertThat(parcels.rung("nobody 8")).isEqualTo(3);
        }
    }

    private static MqttCompanion client() {
        return MqttCompanion.connect(ConfigProvider.getConfig().getValue(CONNECTOR + "host", String.class),
                ConfigProvider.getConfig().getValue(CONNECTOR + "port", Integer.class), "documented-examples");
    }
}
