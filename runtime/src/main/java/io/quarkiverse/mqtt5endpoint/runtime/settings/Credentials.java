package io.quarkiverse.mqtt5endpoint.runtime.settings;

import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/**
 * What the server is told to prove who connects. Either may stand alone.
 *
 * @param username {@code null} for none
 * @param password {@code null} for none
 */
public record Credentials(String username, String password) {

    public static final Credentials NONE = new Credentials(null, null);

    public Credentials {
        check("username", username);
        // MQTT 5, 3.1.3.6: bytes, here text as UTF-8; U+0000 is the one thing that is forbidden in text and allowed here.
        check("password", password == null ? null : password.replace('\u0000', ' '));
    }

    /** Never says what it found. */
    private static void check(String attribute, String secret) {
        String wrong = secret == null ? null : Topics.wrongUtf8(secret);
        if (wrong != null) {
            throw new InvalidAttributeException(attribute, null, wrong);
        }
    }

    public boolean isEmpty() {
        return username == null && password == null;
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return isEmpty() ? "none" : password == null ? "username" : username == null ? "password" : "username and password";
    }
}
