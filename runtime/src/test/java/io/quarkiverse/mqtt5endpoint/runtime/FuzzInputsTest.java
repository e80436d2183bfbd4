package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fuzzing begins with, and every input that it ever found something with. The profile {@code fuzz} finds more. */
class FuzzInputsTest {

    record Input(Path file) {

        byte[] bytes() throws IOException {
            return Files.readAllBytes(file);
        }

        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    static Stream<Input> settings() throws IOException, URISyntaxException {
        return inputs("settings");
    }

    static Stream<Input> topics() throws IOException, URISyntaxException {
        return inputs("topics");
    }

    static Stream<Input> routes() throws IOException, URISyntaxException {
        return inputs("routes");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void attributesBecomeSettingsOrOneSentence(Input input) throws IOException {
        SettingsFuzz.fuzzerTestOneInput(input.bytes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topics")
    void topicsAreJudgedAsTheClientDoes(Input input) throws IOException {
        TopicFuzz.fuzzerTestOneInput(input.bytes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void topicHasOneWayAtMost(Input input) throws IOException {
        RouteFuzz.fuzzerTestOneInput(input.bytes());
    }

    private static Stream<Input> inputs(String target) throws IOException, URISyntaxException {
        Path folder = Path.of(FuzzInputsTest.class.getResource("/fuzz/" + target).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            List<Input> inputs = files.sorted().map(Input::new).toList();
            assertThat(inputs).isNotEmpty();
            return inputs.stream();
        }
    }
}
