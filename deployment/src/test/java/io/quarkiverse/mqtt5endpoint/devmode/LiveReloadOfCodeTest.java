package io.quarkiverse.mqtt5endpoint.devmode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

@EnabledIfSystemProperty(named = "live-reloads", matches = "[1-9]\\d*", disabledReason = "needs the Dev UI: -Dlive-reloads=10")
class LiveReloadOfCodeTest {

    private static final Duration SHUTDOWN_TIMEOUT_IN_PRODUCTION = Duration.ofSeconds(10);

    private static final LiveReloads reloads = new LiveReloads();

    @RegisterExtension
    static final QuarkusDevModeTest application = reloads.application();

    @AfterAll
    static void close() {
        reloads.close();
    }

    @Test
    void messageThatIsBeingProcessedComesBackAndReloadsWaitForNothing() throws Exception {
        reloads.askUntil("questions", "version 0");
        reloads.ask("questions", "hard");
        Duration shortest = Duration.ofDays(1);
        for (int i = 1; i <= LiveReloads.RELOADS; i++) {
            String last = "VERSION = \"version " + (i - 1) + '"';
            String next = "VERSION = \"version " + i + '"';
            application.modifySourceFile(Answering.class, source -> source.replace(last, next));
            shortest = min(shortest, reload());
            reloads.ask("questions", "question of reload " + i);
            String version = "version " + i;
            reloads.awaitAnswer(answer -> answer.startsWith(version));
        }
        reloads.awaitAllAnswers();
        reloads.awaitNothingLeftBehind();
        assertThat(shortest).isLessThan(SHUTDOWN_TIMEOUT_IN_PRODUCTION);
    }

    private static Duration reload() throws Exception {
        long before = System.nanoTime();
        LiveReloads.reload();
        return Duration.ofNanos(System.nanoTime() - before);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
