package io.quarkiverse.mqtt5endpoint.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a field of a Quarkus test that {@link MqttCompanionResource} sets to its {@link MqttCompanion}. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface InjectMqttCompanion {
}
