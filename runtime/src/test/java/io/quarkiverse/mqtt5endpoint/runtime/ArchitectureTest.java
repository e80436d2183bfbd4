package io.quarkiverse.mqtt5endpoint.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import io.netty.channel.ChannelFuture;
import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.smallrye.mutiny.Uni;

/** The arrows of the house, from the compiled classes. */
class ArchitectureTest {

    private static final String ROOT = "io.quarkiverse.mqtt5endpoint";
    private static final JavaClasses OURS = new ClassFileImporter()
            .importUrl(Channels.class.getProtectionDomain().getCodeSource().getLocation());
    private static final Set<String> WAITING_FOR_FUTURES = Set.of("get", "join", "resultNow", "await", "awaitUninterruptibly",
            "sync", "syncUninterruptibly");
    private static final Set<String> WAITING_OTHERWISE = Set.of("await", "awaitTermination", "awaitUninterruptibly", "sync",
            "syncUninterruptibly", "park", "parkNanos", "parkUntil", "take", "acquire", "invokeAll", "invokeAny", "asIterable",
            "asStream", "blockingGet", "blockingAwait", "blockingFirst", "toBlocking");
    private static final ArchRule NOBODY_WAITS = noClasses().should().accessTargetWhere(describe("waits",
            access -> waits(access) && !isTheOneWhoMay(access)));

    // Numbers with names: the core speaks of them, and the API shows them. They know nothing of ours.
    private static final DescribedPredicate<JavaClass> REASON_CODES = describe("are reason codes",
            type -> type.getBaseComponentType().isEquivalentTo(Mqtt5ReasonCode.class)
                    || type.getBaseComponentType().isEquivalentTo(Mqtt5ReasonCode.Packet.class));

    /** Each room, and the rooms that it may import; rooms that aren't there yet need no permission. */
    @ParameterizedTest
    @CsvSource({ "'',runtime.i18n", "runtime.i18n,", "core.settings,runtime.i18n",
            "core.tls,core.settings runtime.i18n", "core.loop,runtime.i18n",
            "core.engine,core.settings core.tls runtime.i18n", "core.observe,core.engine",
            "core.connect,core.engine core.loop core.settings core.tls runtime.i18n",
            "core.consume,core.engine core.loop core.observe core.settings runtime.i18n",
            "core.publish,core.engine core.loop core.observe core.settings runtime.i18n",
            "core.wire,",
            "core.hivemq,core.engine core.loop core.settings core.tls core.wire runtime.i18n",
            "core.session,'core.connect core.consume core.publish core.engine core.loop core.observe core.settings runtime.i18n'",
            "runtime.config,'root core.settings runtime.i18n'",
            "runtime.dev,core.settings runtime.config",
            "runtime.failure,'root runtime.i18n'", "runtime.payload,'root core.settings runtime.incoming runtime.i18n'",
            "runtime.observe,'root core.engine core.observe runtime.i18n'",
            "runtime.incoming,'root core.consume core.engine core.observe core.settings'",
            "runtime.outgoing,'root core.engine core.settings runtime.payload runtime.i18n'" })
    void roomImportsOnlyWhatItsArrowsAllow(String room, String allowed) {
        String[] rooms = Stream.concat(Stream.of(ofRoom(room)), Stream.ofNullable(allowed)
                .flatMap(names -> Stream.of(names.split(" ")))
                .map(name -> ofRoom(name.equals("root") ? "" : name))).toArray(String[]::new);
        noClasses().that().resideInAPackage(ofRoom(room))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(rooms)))
                        .and(not(room.startsWith("core.") ? REASON_CODES : DescribedPredicate.alwaysFalse())))
                .allowEmptyShould(true).check(OURS);
    }

    @Test
    void reasonCodesImportNothingOfOurs() {
        noClasses().that(REASON_CODES).should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(REASON_CODES))).check(OURS);
    }

    private static String ofRoom(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }

    @Test
    void everyClassIsInARoom() {
        classes().should().resideInAnyPackage(ROOT, ROOT + ".runtime", ROOT + ".core.settings", ROOT + ".core.session",
                ROOT + ".core.connect", ROOT + ".core.consume", ROOT + ".core.publish", ROOT + ".core.engine",
                ROOT + ".core.hivemq", ROOT + ".core.loop", ROOT + ".core.wire", ROOT + ".core.observe", ROOT + ".core.tls",
                ROOT + ".runtime.platform", ROOT + ".runtime.config", ROOT + ".runtime.failure", ROOT + ".runtime.payload",
                ROOT + ".runtime.incoming", ROOT + ".runtime.outgoing", ROOT + ".runtime.observe",
                ROOT + ".runtime.dev", ROOT + ".runtime.i18n").check(OURS);
        assertThat(OURS).hasSizeGreaterThan(50);
    }

    @Test
    void coreKnowsNeitherQuarkusNorCdiNorReactiveMessaging() {
        noClasses().that().resideInAPackage(ROOT + ".core..").should().dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "org.eclipse.microprofile..",
                        "io.smallrye.reactive.messaging..")
                .check(OURS);
    }

    @Test
    void apiShowsNothingOfTheEngine() {
        noClasses().that().resideInAPackage(ROOT).should().dependOnClassesThat()
                .resideInAnyPackage("com.hivemq..", "io.netty..", "io.reactivex..").check(OURS);
    }

    /** But for the builder, which beans of the application customize. */
    @Test
    void nothingOfTheEngineIsSeenOutsideOfTheClient() {
        noClasses().that().resideOutsideOfPackage(ROOT + ".core.hivemq").should().dependOnClassesThat(
                resideInAnyPackage("com.hivemq..", "io.reactivex..").and(not(type(Mqtt5ClientBuilder.class))))
                .check(OURS);
        noClasses().that().resideOutsideOfPackage(ROOT + ".core.hivemq")
                .and().doNotHaveFullyQualifiedName(Collaborators.class.getName())
                .should().dependOnClassesThat().resideInAPackage("com.hivemq..").check(OURS);
    }

    @Test
    void nobodyWaitsButWhoStopsTheChannels() {
        NOBODY_WAITS.check(OURS);
    }

    @Test
    void ruleSeesThoseWhoWait() {
        assertThat(NOBODY_WAITS.evaluate(new ClassFileImporter().importClasses(Waiting.class)).getFailureReport().getDetails())
                .hasSize(Waiting.class.getDeclaredMethods().length);
    }

    /** One way to wait a method. */
    @SuppressWarnings("unused")
    private abstract static class Waiting {

        void sleeps() throws InterruptedException {
            Thread.sleep(1);
        }

        Object joins(CompletableFuture<?> future) {
            return future.join();
        }

        Stream<?> joinsAll(Stream<CompletableFuture<?>> futures) {
            return futures.map(CompletableFuture::join);
        }

        Object gets(Future<?> future) throws ExecutionException, InterruptedException {
            return future.get();
        }

        Object getsInTime(Future<?> future) throws Exception {
            return future.get(1, TimeUnit.SECONDS);
        }

        Object awaits(Uni<?> uni) {
            return uni.await();
        }

        void syncs(ChannelFuture future) throws InterruptedException {
            future.sync();
        }

        void counts(CountDownLatch latch) throws InterruptedException {
            latch.await();
        }
    }

    private static boolean waits(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        if (owner.isAssignableTo(Future.class)) {
            return WAITING_FOR_FUTURES.contains(name);
        }
        return owner.isEquivalentTo(Thread.class) && (name.equals("sleep") || name.equals("join"))
                || owner.isEquivalentTo(Object.class) && name.equals("wait")
                || WAITING_OTHERWISE.contains(name) && owner.getPackageName().matches(
                        "java\\.util\\.concurrent.*|io\\.smallrye\\.mutiny.*|io\\.reactivex.*|com\\.hivemq.*|io\\.netty.*");
    }

    private static boolean isTheOneWhoMay(JavaAccess<?> access) {
        return access.getOrigin().getFullName().startsWith(ROOT + ".runtime.Channels.stop(");
    }

    @Test
    void oneWhoWaitsDoesSoWithADeadline() {
        assertThat(OURS.get(Channels.class).getAccessesFromSelf().stream().filter(ArchitectureTest::isTheOneWhoMay)
                .filter(ArchitectureTest::waits)).isNotEmpty().allSatisfy(
                        access -> assertThat(((JavaMethodCall) access)
                                .getTarget().getRawParameterTypes()).hasSize(2));
    }

    @Test
    void thereIsNoStaticState() {
        fields().that().areStatic()
                .and(describe("are written by us", field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
                .should().beFinal().check(OURS);
    }
}
