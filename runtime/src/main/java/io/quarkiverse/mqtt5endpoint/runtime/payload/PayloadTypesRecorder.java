package io.quarkiverse.mqtt5endpoint.runtime.payload;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/** Takes what the build knows about payloads along into the application. */
@Recorder
public class PayloadTypesRecorder {

    public RuntimeValue<PayloadTypes> payloadTypes(Map<String, List<PayloadType>> byChannel, Set<String> nullable) {
        return new RuntimeValue<>(new PayloadTypes(byChannel, nullable));
    }
}
