package io.quarkiverse.mqtt5endpoint.runtime.config;

import java.util.Set;

/**
 * What the build has reported, and the start need not report again.
 *
 * @param unknown properties that no channel reads
 */
public record ReportedAttributes(Set<String> unknown) {

    /** There was no build. */
    public static final ReportedAttributes NONE = new ReportedAttributes(Set.of());
}
