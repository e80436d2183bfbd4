package io.quarkiverse.mqtt5endpoint.runtime.config;

import java.util.Set;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/** Takes what the build has reported along into the application. */
@Recorder
public class ReportedAttributesRecorder {

    public RuntimeValue<ReportedAttributes> reportedAttributes(Set<String> unknown) {
        return new RuntimeValue<>(new ReportedAttributes(unknown));
    }
}
