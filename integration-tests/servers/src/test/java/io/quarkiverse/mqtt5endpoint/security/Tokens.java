package io.quarkiverse.mqtt5endpoint.security;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import io.quarkus.credentials.CredentialsProvider;

// tag::provider[]
@ApplicationScoped
@Named("tokens")
public class Tokens implements CredentialsProvider {

    @Inject
    TokenService service;

    /** Asked before each connect, on a worker thread: it may take its time. */
    @Override
    public Map<String, String> getCredentials(String name) {
        return Map.of(USER_PROPERTY_NAME, "stock", PASSWORD_PROPERTY_NAME, service.newToken());
    }
}
// end::provider[]
