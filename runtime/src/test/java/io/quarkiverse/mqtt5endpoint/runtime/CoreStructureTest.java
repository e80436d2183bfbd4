package io.quarkiverse.mqtt5endpoint.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** How the classes of the core refer to each other, and where they keep their state. From the compiled classes. */
class CoreStructureTest {

    private static final String CORE = "io.quarkiverse.mqtt5endpoint.core";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Channels.class.getProtectionDomain().getCodeSource().getLocation())
            .that(resideInAPackage(CORE + ".."));

    private static final ArchRule NO_CYCLES = slices().assignedFrom(new OutermostClasses()).should().beFreeOfCycles();

    /** Flags that may be there, each with its reason. */
    private static final Map<String, String> FLAGS = Map.of(CORE + ".consume.DeliveryStream.taken",
            "decides, on whatever thread subscribes, who is the first: the state belongs to the loop, which has not heard of one");

    private static final Set<Class<?>> BOOLEANS = Set.of(boolean.class, Boolean.class, AtomicBoolean.class);

    // What a record has is a value, and does not change.
    private static final ArchRule NO_FLAGS = noFields().that()
            .areDeclaredInClassesThat(not(assignableTo(Record.class)))
            .and(describe("are written by us", field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
            .and(describe("are not in the list", field -> !FLAGS.containsKey(field.getFullName())))
            .should().haveRawType(describe("a kind of boolean", type -> BOOLEANS.stream().anyMatch(type::isEquivalentTo)));

    @Test
    void classesHaveNoReferenceCycle() {
        NO_CYCLES.check(CLASSES);
    }

    @Test
    void cycleIsSeen() {
        assertThat(NO_CYCLES.evaluate(new ClassFileImporter().importClasses(Thread.class, ThreadGroup.class)).hasViolation())
                .isTrue();
    }

    @Test
    void noFlagSaysInPiecesWhatAStateSays() {
        NO_FLAGS.check(CLASSES);
    }

    @Test
    void everyFlagOfTheListExists() {
        assertThat(CLASSES.stream().flatMap(type -> type.getFields().stream()).map(field -> field.getFullName()))
                .containsAll(FLAGS.keySet());
    }

    @Test
    void eachKindOfFlagIsSeen() {
        assertThat(NO_FLAGS.evaluate(new ClassFileImporter().importClasses(Flags.class)).getFailureReport().getDetails())
                .hasSize(Flags.class.getDeclaredFields().length);
    }

    @SuppressWarnings("unused")
    private abstract static class Flags {
        private boolean plain;
        private volatile boolean shared;
        private Boolean boxed;
        private final AtomicBoolean atomic = new AtomicBoolean();
    }

    /** Nested classes count with the class that they are in. */
    private static final class OutermostClasses implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            JavaClass outermost = type;
            while (outermost.getEnclosingClass().isPresent()) {
                outermost = outermost.getEnclosingClass().get();
            }
            return SliceIdentifier.of(outermost.getName());
        }

        @Override
        public String getDescription() {
            return "classes with those nested in them";
        }
    }
}
