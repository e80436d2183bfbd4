package io.quarkiverse.mqtt5endpoint.security;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The application of this package instead of the module's own: see {@code application-security.properties}. */
public final class SecurityProfile implements QuarkusTestProfile {

    @Override
    public String getConfigProfile() {
        return "security";
    }
}
