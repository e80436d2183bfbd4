package io.quarkiverse.mqtt5endpoint;

import org.eclipse.microprofile.context.spi.ContextManagerProvider;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets context propagation find its provider before tests run in parallel: two that use Mutiny for the first time at the
 * same moment would both set it, and one of them would fail.
 */
public final class ContextPropagationOnce implements BeforeAllCallback {

    static {
        ContextManagerProvider.instance();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Loading the class was enough.
    }
}
