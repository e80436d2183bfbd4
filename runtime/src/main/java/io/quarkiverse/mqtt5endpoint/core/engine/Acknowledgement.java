package io.quarkiverse.mqtt5endpoint.core.engine;

/**
 * What the server is told about a message (MQTT 5, 3.4.2.1 and 3.5.2.1).
 *
 * @param reasonString {@code null} for none
 */
public record Acknowledgement(int reasonCode, String reasonString) {

    public static final Acknowledgement SUCCESS = new Acknowledgement(0, null);

    public boolean isError() {
        return reasonCode >= 0x80;
    }
}
