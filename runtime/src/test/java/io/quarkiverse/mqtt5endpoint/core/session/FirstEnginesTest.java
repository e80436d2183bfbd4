package io.quarkiverse.mqtt5endpoint.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.FakeEngines;

class FirstEnginesTest {

    private final FirstEngines engines = new FirstEngines();
    private final FakeEngines early = new FakeEngines();
    private final FakeEngines late = new FakeEngines();

    @Test
    void alphabeticallyFirstChannelMakesTheEngines() {
        engines.add("b", late);
        engines.add("a", early);
        engines.prepare();
        engines.create(null, null);
        assertThat(early.made).hasSize(1);
        assertThat(late.made).isEmpty();
    }

    @Test
    void whoComesOrGoesLaterChangesNothing() {
        engines.add("b", early);
        engines.prepare();
        engines.add("a", late);
        engines.remove("b");
        engines.create(null, null);
        assertThat(early.made).hasSize(1);
        assertThat(late.made).isEmpty();
    }
}
