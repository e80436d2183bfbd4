package io.quarkiverse.mqtt5endpoint.deployment;

import org.jboss.jandex.Type;

import io.quarkus.builder.item.MultiBuildItem;

/** What a method or an injection point takes from a channel of this connector, or hands to one. */
final class PayloadBuildItem extends MultiBuildItem {

    private final String channel;
    private final boolean incoming;
    private final Type type;
    private final String place;

    /**
     * @param place the method or injection point, for people
     */
    PayloadBuildItem(String channel, boolean incoming, Type type, String place) {
        this.channel = channel;
        this.incoming = incoming;
        this.type = type;
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

    String place() {
        return place;
    }
}
