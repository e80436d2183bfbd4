package io.quarkiverse.mqtt5endpoint.core.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.FakeEngines;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SampleSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;

class AttemptStepsTest implements AttemptSteps.Outcome {

    private final ManualLoop loop = new ManualLoop();
    private final FakeEngines engines = new FakeEngines();
    private final CompletableFuture<List<InetAddress>> addresses = new CompletableFuture<>();
    private final ClientSettings settings = new SampleSettings().servers("server.example").client();
    private final AttemptSteps steps = new AttemptSteps(() -> "in", loop,
            new ConnectParametersResolver(settings, loop, host -> addresses, null, null, Runnable::run), engines);
    private final List<String> outcomes = new ArrayList<>();
    private ServerAddress wanted = settings.server();

    @Test
    void applicationCustomizesBeforeTheAddressIsAsked() {
        engines.customizer = () -> assertThat(addresses.getNumberOfDependents()).isZero();
        begin();
        assertThat(outcomes).isEmpty();
        addresses.complete(List.of(InetAddress.getLoopbackAddress()));
        loop.runAll();
        assertThat(outcomes).containsExactly("ready");
        assertThat(engines.preparations).isEqualTo(1);
    }

    @Test
    void failedCustomizerIsToldFromWhatIsNotReady() {
        engines.customizer = () -> {
            throw new IllegalArgumentException("wrong");
        };
        begin();
        assertThat(outcomes).containsExactly("not customized: wrong");
    }

    @Test
    void unknownHostIsNotReady() {
        addresses.completeExceptionally(new IOException("nobody"));
        begin();
        assertThat(outcomes).singleElement().asString().startsWith("not ready: ").contains("server.example");
    }

    @Test
    void attemptThatNobodyWantsAnyMoreHasNoOutcome() {
        begin();
        wanted = null;
        addresses.complete(List.of(InetAddress.getLoopbackAddress()));
        loop.runAll();
        assertThat(outcomes).isEmpty();
    }

    private void begin() {
        steps.begin(settings.server(), () -> wanted != null, this);
        loop.runAll();
    }

    @Override
    public void ready(ConnectParameters found) {
        outcomes.add("ready");
    }

    @Override
    public void notReady(Throwable failure) {
        outcomes.add("not ready: " + failure.getMessage());
    }

    @Override
    public void notCustomized(Throwable failure) {
        outcomes.add("not customized: " + failure.getMessage());
    }
}
