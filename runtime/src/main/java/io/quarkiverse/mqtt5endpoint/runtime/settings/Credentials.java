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
