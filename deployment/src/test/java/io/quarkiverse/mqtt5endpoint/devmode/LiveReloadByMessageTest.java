package io.quarkiverse.mqtt5endpoint.devmode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

/** A message that comes after the source has changed is what the application is reloaded by. */
@EnabledIfSystemProperty(named = "live-reloads", matches = "[1-9]\\d*", disabledReason = "needs the Dev UI: -Dlive-reloads=10")
class LiveReloadByMessageTest {

    private static final LiveReloads reloads = new LiveReloads();

    @RegisterExtension
    static final QuarkusDevModeTest application = reloads.application();

    @AfterAll
    static void close() {
        reloads.close();
    }

    @Test
    void noMessageIsLostAndNoConnectionIsLeftBehind() {
        reloads.askUntil("questions", "version 0");
        for (int i = 1; i <= LiveReloads.RELOADS; i++) {
            String last = "\"version " + (i - 1) + '"';
            String next = "\"version " + i + '"';
            application.modifySourceFile(Answering.class, source -> source.replace("VERSION = " + last, "VERSION = " + next));
            reloads.askUntil("questions", "version " + i);
        }
        reloads.awaitAllAnswers();
        reloads.awaitNoConnectionLeftBehind();
    }
}
