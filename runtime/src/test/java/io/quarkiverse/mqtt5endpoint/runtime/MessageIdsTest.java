package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.jboss.logging.annotations.Message;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log;

/**
 * What can be looked up by its id must have one of its own. Read from the class files: reflection doesn't see the annotation.
 */
class MessageIdsTest {

    private static final List<Sentence> EXCEPTIONS = sentences(Mqtt5Exceptions.class);
    private static final List<Sentence> LOG = sentences(Mqtt5Log.class);

    private record Sentence(String method, int id, String text) {
    }

    private static List<Sentence> sentences(Class<?> type) {
        return new ClassFileImporter().importClasses(type).get(type).getMethods().stream()
                .filter(method -> method.isAnnotatedWith(Message.class)).map(MessageIdsTest::sentence).toList();
    }

    private static Sentence sentence(JavaMethod method) {
        Message message = method.getAnnotationOfType(Message.class);
        return new Sentence(method.getName(), message.id(), message.value());
    }

    @Test
    void everyMethodHasASentence() {
        assertThat(EXCEPTIONS).hasSameSizeAs(Mqtt5Exceptions.class.getDeclaredMethods());
        assertThat(LOG).hasSameSizeAs(Mqtt5Log.class.getDeclaredMethods());
    }

    @Test
    void idsAreUnique() {
        assertThat(Stream.of(EXCEPTIONS, LOG).flatMap(List::stream).map(Sentence::id)).doesNotHaveDuplicates();
    }

    @Test
    void idsAreInTheirRange() {
        assertThat(EXCEPTIONS).isNotEmpty().allSatisfy(sentence -> assertThat(sentence.id()).isBetween(1, 99));
        assertThat(LOG).isNotEmpty().allSatisfy(sentence -> assertThat(sentence.id()).isBetween(100, 199));
    }

    @Test
    void channelComesFirst() {
        assertThat(LOG).allSatisfy(sentence -> assertThat(sentence.text()).matches("(?s)Channel `%s`.*"));
        assertThat(EXCEPTIONS).filteredOn(sentence -> sentence.text().contains("hannel"))
                .allSatisfy(sentence -> assertThat(sentence.text()).matches("(?s)(Channel `%s`|Channels `%s` and `%s`).*"));
    }

    @Test
    void sentencesHaveNoFullStopAndNoBlanksAround() {
        assertThat(Stream.of(EXCEPTIONS, LOG).flatMap(List::stream)).allSatisfy(
                sentence -> assertThat(sentence.text()).isEqualTo(sentence.text().strip()).doesNotEndWith("."));
    }
}
