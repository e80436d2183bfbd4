package io.quarkiverse.mqtt5endpoint.core.model;

import java.util.Arrays;

/** A guarantee that does not hold. */
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final String rule;

    private Violation(String rule, Object... about) {
        super(rule + (about.length == 0 ? "" : ": " + Arrays.toString(about)));
        this.rule = rule;
    }

    /**
     * Cheap as long as it holds, as it is asked some ten million times.
     *
     * @param about shown after the rule
     */
    static void check(boolean holds, String rule, Object... about) {
        if (!holds) {
            throw new Violation(rule, about);
        }
    }

    /** What failed, whatever it was about. */
    static String kindOf(Throwable failure) {
        return failure instanceof Violation violation ? violation.rule : failure.getClass().getName();
    }
}
