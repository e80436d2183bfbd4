package io.quarkiverse.mqtt5endpoint.deployment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.inject.Singleton;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.mqtt5endpoint.runtime.payload.PayloadType;
import io.quarkiverse.mqtt5endpoint.runtime.payload.PayloadTypes;
import io.quarkiverse.mqtt5endpoint.runtime.payload.PayloadTypesRecorder;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.smallrye.reactivemessaging.deployment.items.ConnectorManagedChannelBuildItem;
import io.quarkus.smallrye.reactivemessaging.deployment.items.MediatorBuildItem;

/** Finds the payloads of the connector's channels: type arguments for the converters, classes for native images. */
class PayloadTypesProcessor {

    // What is not read or written as JSON
    private static final Set<String> PLAIN = Set.of("java.lang.String", "java.lang.CharSequence", "java.nio.ByteBuffer",
            "io.vertx.core.buffer.Buffer", "io.vertx.mutiny.core.buffer.Buffer", "io.vertx.core.json.JsonObject",
            "io.vertx.core.json.JsonArray", "java.lang.Void");

    @BuildStep
    void find(List<MediatorBuildItem> methods, BeanDiscoveryFinishedBuildItem beans,
            List<ConnectorManagedChannelBuildItem> channels, BuildProducer<PayloadBuildItem> payloads) {
        Stream.concat(methods.stream().flatMap(method -> PayloadSignatures.of(method.getMethod()).stream()),
                beans.getInjectionPoints().stream().flatMap(point -> PayloadSignatures.of(point).stream()))
                .filter(payload -> channels.stream().anyMatch(channel -> isOf(payload, channel)))
                .forEach(payloads::produce);
    }

    private static boolean isOf(PayloadBuildItem payload, ConnectorManagedChannelBuildItem channel) {
        return DevServicesProcessor.NAMES.contains(channel.getConnector()) && channel.getName().equals(payload.channel())
                && channel.isIncoming() == payload.isIncoming();
    }

    @BuildStep
    void registerForReflection(List<PayloadBuildItem> payloads, BuildProducer<ReflectiveHierarchyBuildItem> classes) {
        payloads.stream().filter(payload -> isJson(payload.type())).forEach(payload -> classes
                .produce(ReflectiveHierarchyBuildItem.builder(payload.type()).source(payload.place()).build()));
    }

    private static boolean isJson(Type type) {
        return (type.kind() == Type.Kind.CLASS || type.kind() == Type.Kind.PARAMETERIZED_TYPE
                || type.kind() == Type.Kind.ARRAY && isJson(type.asArrayType().elementType()))
                && !PLAIN.contains(type.name().toString());
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    SyntheticBeanBuildItem types(PayloadTypesRecorder recorder, RecorderContext context, List<PayloadBuildItem> payloads) {
        Map<String, List<PayloadType>> byChannel = new TreeMap<>();
        distinct(payloads).forEach((channel, types) -> byChannel.put(channel,
                types.stream().map(type -> recordable(type, context)).toList()));
        return SyntheticBeanBuildItem.configure(PayloadTypes.class).scope(Singleton.class).unremovable()
                .runtimeValue(recorder.payloadTypes(byChannel, nullable(payloads))).done();
    }

    /** The incoming channels all of whose methods can be given null. */
    static Set<String> nullable(List<PayloadBuildItem> payloads) {
        return payloads.stream().filter(PayloadBuildItem::isIncoming)
                .collect(Collectors.toMap(PayloadBuildItem::channel, PayloadBuildItem::isNullable, Boolean::logicalAnd))
                .entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The types of each incoming channel. Refuses those that can't be told apart by their classes at run time. */
    static Map<String, Set<Type>> distinct(List<PayloadBuildItem> payloads) {
        Map<String, Map<DotName, PayloadBuildItem>> byClass = new TreeMap<>();
        payloads.stream().filter(PayloadBuildItem::isIncoming).forEach(payload -> {
            PayloadBuildItem other = byClass.computeIfAbsent(payload.channel(), channel -> new TreeMap<>())
                    .putIfAbsent(payload.type().name(), payload);
            if (other != null && !other.type().equals(payload.type())) {
                throw new DeploymentException("Channel `%s`: `%s` asks for `%s`, but `%s` for `%s`; both must ask for the same"
                        .formatted(payload.channel(), other.place(), other.type(), payload.place(), payload.type())
                        + " type, as type arguments are not known at run time");
            }
        });
        return byClass.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().values()
                .stream().map(PayloadBuildItem::type).collect(Collectors.toCollection(LinkedHashSet::new)), (a, b) -> a,
                TreeMap::new));
    }

    private static PayloadType recordable(Type type, RecorderContext context) {
        return switch (type.kind()) {
            case PARAMETERIZED_TYPE -> new PayloadType(context.classProxy(type.name().toString()), type.asParameterizedType()
                    .arguments().stream().map(argument -> recordable(argument, context)).toList());
            case WILDCARD_TYPE -> recordable(type.asWildcardType().extendsBound(), context);
            default -> new PayloadType(context.classProxy(type.name().toString()), List.of());
        };
    }
}
