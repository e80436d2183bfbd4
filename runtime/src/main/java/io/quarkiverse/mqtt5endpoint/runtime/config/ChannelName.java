package io.quarkiverse.mqtt5endpoint.runtime.config;

/**
 * The name of a channel.
 *
 * @param name as Reactive Messaging knows it
 * @param isCopy whether it is one of the n channels, named {@code prices$1} to {@code prices$n}, that {@code
 *        concurrency=n} makes of one
 */
record ChannelName(String name, boolean isCopy) {

    /** Without the number of a copy. */
    String configured() {
        return isCopy ? name.substring(0, separator()) : name;
    }

    /** The client id with the number of a copy. */
    String ofThisCopy(String clientId) {
        return isCopy ? clientId + "-" + name.substring(separator() + 1) : clientId;
    }

    private int separator() {
        return name.lastIndexOf('$');
    }
}
