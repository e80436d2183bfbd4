package io.quarkiverse.mqtt5endpoint.runtime;

/**
 * What a server sends and should not.
 *
 * @param name what is wrong with it
 * @param bytes what is sent
 * @param said a part of what the connector says about it
 * @param attributes of the channel, as {@code name=value}
 */
record HostileRow(String name, byte[] bytes, String said, String... attributes) {

    @Override
    public String toString() {
        return name;
    }
}
