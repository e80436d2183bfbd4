package io.quarkiverse.mqtt5endpoint.core.settings;

/**
 * What the server is told to prove who connects. Either may stand alone.
 *
 * @param username {@code null} for none
 * @param password {@code null} for none
 * @param providerName who is asked before each connect; {@code null} for nobody
 */
public record Credentials(String username, String password, String providerName) {

    public static final Credentials NONE = new Credentials(null, null);

    public Credentials {
        check(Attribute.USERNAME, username);
        // MQTT 5, 3.1.3.6: bytes, here text as UTF-8; U+0000 is the one thing that is forbidden in text and allowed here.
        check(Attribute.PASSWORD, password == null ? null : password.replace('\u0000', ' '));
        if (providerName != null && password != null) {
            throw Attribute.CREDENTIALS_PROVIDER_NAME.wrong(providerName,
                    "not be set together with `" + Attribute.PASSWORD.key() + "`");
        }
    }

    public Credentials(String username, String password) {
        this(username, password, null);
    }

    private static void check(Attribute attribute, String secret) {
        if (secret != null) {
            Topics.checkUtf8(attribute, secret);
        }
    }

    public boolean isEmpty() {
        return username == null && password == null && providerName == null;
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        String provided = providerName == null ? "" : "provided by " + providerName;
        return isEmpty() ? "none"
                : username == null && password == null ? provided
                        : (password == null ? "username" : username == null ? "password" : "username and password")
                                + (provided.isEmpty() ? "" : ", " + provided);
    }
}
