package io.quarkiverse.mqtt5endpoint.runtime.settings;

/**
 * What the server is told to prove who connects. Either may stand alone.
 *
 * @param username {@code null} for none
 * @param password {@code null} for none
 */
public record Credentials(String username, String password) {

    public static final Credentials NONE = new Credentials(null, null);

    public Credentials {
        if (username != null) {
            Topics.checkUtf8("username", username);
        }
        if (password != null) {
            // MQTT 5, 3.1.3.6: binary data, here text as UTF-8; the check for U+0000 is the only one that does not apply.
            Topics.checkUtf8("password", password.replace('\u0000', ' '));
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
