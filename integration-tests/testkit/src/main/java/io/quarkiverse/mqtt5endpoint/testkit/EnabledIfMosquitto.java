package io.quarkiverse.mqtt5endpoint.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/** Runs a test, or all tests of a class, only where Mosquitto is installed; the report says why otherwise. */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(MosquittoCondition.class)
public @interface EnabledIfMosquitto {
}
