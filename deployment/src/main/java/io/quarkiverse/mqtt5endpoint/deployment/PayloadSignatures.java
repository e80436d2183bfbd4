package io.quarkiverse.mqtt5endpoint.deployment;

import java.lang.annotation.Annotation;
import java.lang.annotation.Repeatable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkus.arc.processor.InjectionPointInfo;
import io.smallrye.reactive.messaging.MutinyEmitter;

/** Reads from signatures which payloads they exchange with which channels. */
final class PayloadSignatures {

    private static final DotName MESSAGE = DotName.createSimple(Message.class);
    private static final DotName CHANNEL = DotName.createSimple(Channel.class);
    private static final Set<DotName> EMITTERS = Set.of(DotName.createSimple(Emitter.class),
            DotName.createSimple(MutinyEmitter.class));
    // What a payload comes in: its first type argument is the payload, or what that comes in.
    private static final Set<DotName> WRAPPERS = Set.of(MESSAGE,
            DotName.createSimple("io.smallrye.mutiny.Multi"), DotName.createSimple("io.smallrye.mutiny.Uni"),
            DotName.createSimple("java.util.concurrent.CompletionStage"),
            DotName.createSimple("java.util.concurrent.CompletableFuture"),
            DotName.createSimple("java.util.concurrent.Flow$Publisher"),
            DotName.createSimple("java.util.concurrent.Flow$Subscriber"), DotName.createSimple("org.reactivestreams.Publisher"),
            DotName.createSimple("org.reactivestreams.Subscriber"),
            DotName.createSimple("org.eclipse.microprofile.reactive.streams.operators.PublisherBuilder"),
            DotName.createSimple("org.eclipse.microprofile.reactive.streams.operators.SubscriberBuilder"),
            DotName.createSimple("io.smallrye.reactive.messaging.GenericPayload"), DotName.createSimple(Emitter.class),
            DotName.createSimple(MutinyEmitter.class));

    private PayloadSignatures() {
    }

    static List<PayloadBuildItem> of(MethodInfo method) {
        List<PayloadBuildItem> found = new ArrayList<>();
        // A method without a parameter that consumes returns its subscriber.
        Type consumed = method.parametersCount() == 0 ? method.returnType() : method.parameterType(0);
        String place = method.declaringClass().name() + "#" + method.name();
        channels(method, Incoming.class)
                .forEach(channel -> found.add(of(channel, true, consumed, place)));
        channels(method, Outgoing.class)
                .forEach(channel -> found.add(of(channel, false, method.returnType(), place)));
        return found;
    }

    static Optional<PayloadBuildItem> of(InjectionPointInfo injectionPoint) {
        Type type = injectionPoint.getRequiredType();
        return Optional.ofNullable(injectionPoint.getRequiredQualifier(CHANNEL)).map(qualifier -> of(
                qualifier.value().asString(), !EMITTERS.contains(type.name()), type, injectionPoint.getTargetInfo()));
    }

    private static PayloadBuildItem of(String channel, boolean incoming, Type type, String place) {
        Type payload = payload(type);
        return new PayloadBuildItem(channel, incoming, payload,
                payload.kind() != Type.Kind.PRIMITIVE && (payload == type || isMessage(type)), place);
    }

    /** A message can hold null, a stream of payloads can't. */
    private static boolean isMessage(Type type) {
        return type.name().equals(MESSAGE)
                || type.kind() == Type.Kind.PARAMETERIZED_TYPE && isMessage(type.asParameterizedType().arguments().get(0));
    }

    private static Stream<String> channels(MethodInfo method, Class<? extends Annotation> annotation) {
        AnnotationInstance several = method.annotation(annotation.getAnnotation(Repeatable.class).value());
        return Stream.concat(method.annotations(annotation).stream(),
                several == null ? Stream.of() : Stream.of(several.value().asNestedArray()))
                .map(instance -> instance.value().asString());
    }

    private static Type payload(Type type) {
        Type payload = type;
        while (payload.kind() == Type.Kind.PARAMETERIZED_TYPE && WRAPPERS.contains(payload.name())) {
            payload = payload.asParameterizedType().arguments().get(0);
        }
        return payload;
    }
}
