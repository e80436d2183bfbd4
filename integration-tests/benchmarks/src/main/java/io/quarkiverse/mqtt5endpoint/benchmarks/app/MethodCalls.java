package io.quarkiverse.mqtt5endpoint.benchmarks.app;

import jakarta.inject.Singleton;

import io.quarkiverse.mqtt5endpoint.benchmarks.contender.Handled;

/** Counts the messages that methods were given. No proxy stands in between. */
@Singleton
class MethodCalls extends Handled {
}
