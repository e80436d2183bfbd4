package io.quarkiverse.mqtt5endpoint.deployment;

import org.jboss.jandex.Type;

import io.quarkus.builder.item.MultiBuildItem;

/** What a method or an injection point takes from a channel of this connector, or hands to one. */
final class PayloadBuildItem extends MultiBuildItem {

    private final String channel;
    private final boolean incoming;
    private final Type type;
    private final boolean nullable;
    private final String place;

    /**
     * @param nullable whether it can be null
     * @param place the method or injection point, for people
     */
    PayloadBuildItem(String channel, boolean incoming, Type type, boolean nullable, String place) {
        this.channel = channel;
        this.incoming = incoming;
        this.type = type;
        this.nullable = nullable;
        this.place = place;
    }

    String channel() {
        return channel;
    }

    boolean isIncoming() {
        return incoming;
    }

    Type type() {
        return type;
    }

    boolean isNullable() {
        return nullable;
    }

    String place() {
        return place;
    }
}
