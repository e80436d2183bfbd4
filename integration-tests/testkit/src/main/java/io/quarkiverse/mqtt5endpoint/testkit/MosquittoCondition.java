package io.quarkiverse.mqtt5endpoint.testkit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The condition of {@link EnabledIfMosquitto}. */
final class MosquittoCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return MosquittoServer.binary()
                .map(path -> ConditionEvaluationResult.enabled("mosquitto is " + path))
                .orElseGet(() -> ConditionEvaluationResult.disabled(MosquittoServer.NOT_INSTALLED));
    }
}
