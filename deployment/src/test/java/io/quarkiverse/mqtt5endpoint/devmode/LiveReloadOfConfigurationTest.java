package io.quarkiverse.mqtt5endpoint.devmode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

@EnabledIfSystemProperty(named = "live-reloads", matches = "[1-9]\\d*", disabledReason = "needs the Dev UI: -Dlive-reloads=10")
class LiveReloadOfConfigurationTest {

    private static final LiveReloads reloads = new LiveReloads();

    @RegisterExtension
    static final QuarkusDevModeTest application = reloads.application();

    @AfterAll
    static void close() {
        reloads.close();
    }

    @Test
    void sessionGoesOnWithTheFiltersOfTheNewConfiguration() throws Exception {
        reloads.askUntil("questions", "version 0 english");
        change("language=english", "language=french");
        reloads.ask("questions", "after another property");
        reloads.awaitAnswer(answer -> answer.equals("version 0 french after another property"));
        change("topic=questions", "topic=+/riddles");
        change("topic=+/riddles", "topic=many/+");
        reloads.awaitHeard("many/riddles");
        reloads.ask("many/riddles", "after another topic");
        reloads.awaitAllAnswers();
        reloads.ask("many/others", "the last");
        reloads.awaitAllAnswers();
        assertThat(reloads.answersTo("after another topic")).as("by a filter of earlier, too").isOne();
        reloads.awaitNothingLeftBehind();
    }

    private static void change(String from, String to) throws Exception {
        application.modifyResourceFile("application.properties", text -> text.replace(from, to));
        LiveReloads.reload();
    }
}
