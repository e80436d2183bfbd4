package io.quarkiverse.mqtt5endpoint.demo;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The README shows code of this application: each line that it shows is one that is compiled here. */
class ReadmeTest {

    @ParameterizedTest
    @CsvSource({ "java, src/main/java", "properties, src/main/resources" })
    void whatIsShownIsTheDemosOwn(String language, Path sources) throws IOException {
        List<String> shown = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../../README.md"))).results()
                .flatMap(block -> block.group(1).lines())
                .map(String::strip).filter(not(String::isEmpty))
                .toList();

        assertThat(shown).isNotEmpty().isSubsetOf(linesOf(sources, language));
    }

    private static Set<String> linesOf(Path sources, String extension) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith("." + extension))
                    .flatMap(ReadmeTest::lines)
                    .map(String::strip)
                    .collect(toSet());
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
