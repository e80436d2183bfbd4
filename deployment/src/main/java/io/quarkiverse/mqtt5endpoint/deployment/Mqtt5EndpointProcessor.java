package io.quarkiverse.mqtt5endpoint.deployment;

import io.quarkiverse.mqtt5endpoint.runtime.Mqtt5EndpointConnector;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.IndexDependencyBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedPackageBuildItem;

class Mqtt5EndpointProcessor {

    static final String FEATURE = "mqtt5-endpoint";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    AdditionalBeanBuildItem connector() {
        return AdditionalBeanBuildItem.unremovableOf(Mqtt5EndpointConnector.class);
    }

    /** Converters and failure handlers are found by their annotations. */
    @BuildStep
    IndexDependencyBuildItem beans() {
        return new IndexDependencyBuildItem("io.quarkiverse.mqtt5endpoint", "quarkus-mqtt5-endpoint");
    }

    /** The codec of the client has static buffers, which must not be part of a native image's heap. */
    @BuildStep
    RuntimeInitializedPackageBuildItem client() {
        return new RuntimeInitializedPackageBuildItem("com.hivemq.client");
    }

    /** RxJava, which the client is built on, starts threads when its schedulers are initialized. */
    @BuildStep
    RuntimeInitializedPackageBuildItem schedulers() {
        return new RuntimeInitializedPackageBuildItem("io.reactivex");
    }
}
