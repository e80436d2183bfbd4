package io.quarkiverse.mqtt5endpoint;

import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.Packet.AUTH;
import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.Packet.CONNACK;
import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.Packet.DISCONNECT;
import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.Packet.PUBACK;
import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.Packet.PUBCOMP;
import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.Packet.PUBREC;
import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.Packet.PUBREL;
import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.Packet.SUBACK;
import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.Packet.UNSUBACK;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The reason codes of MQTT 5 (2.4). */
public enum Mqtt5ReasonCode {

    /** Success; in SUBACK "granted QoS 0", in DISCONNECT "normal disconnection". */
    SUCCESS(0x00, CONNACK, PUBACK, PUBREC, PUBREL, PUBCOMP, SUBACK, UNSUBACK, DISCONNECT, AUTH),

    /** The subscription was accepted with at most QoS 1. */
    GRANTED_QOS_1(0x01, SUBACK),

    /** The subscription was accepted with at most QoS 2. */
    GRANTED_QOS_2(0x02, SUBACK),

    /** The client disconnects and wants its last will to be published. */
    DISCONNECT_WITH_WILL(0x04, DISCONNECT),

    /** The message was accepted, but has no subscriber. Only a server sends it. */
    NO_MATCHING_SUBSCRIBERS(0x10, PUBACK, PUBREC),

    /** There was no such subscription. */
    NO_SUBSCRIPTION_EXISTED(0x11, UNSUBACK),

    /** The authentication goes on with another step. */
    CONTINUE_AUTHENTICATION(0x18, AUTH),

    /** The client starts authenticating again. */
    REAUTHENTICATE(0x19, AUTH),

    /** The sender does not want to say why, or no other code applies. */
    UNSPECIFIED_ERROR(0x80, CONNACK, PUBACK, PUBREC, SUBACK, UNSUBACK, DISCONNECT),

    /** A packet could not be parsed. */
    MALFORMED_PACKET(0x81, CONNACK, DISCONNECT),

    /** A packet that can be parsed is not allowed by the protocol. */
    PROTOCOL_ERROR(0x82, CONNACK, DISCONNECT),

    /** The packet is valid, but the receiver does not accept it. */
    IMPLEMENTATION_SPECIFIC_ERROR(0x83, CONNACK, PUBACK, PUBREC, SUBACK, UNSUBACK, DISCONNECT),

    /** The server does not support this version of MQTT. */
    UNSUPPORTED_PROTOCOL_VERSION(0x84, CONNACK),

    /** The server does not allow this client identifier. */
    CLIENT_IDENTIFIER_NOT_VALID(0x85, CONNACK),

    /** The server does not accept the user name or the password. */
    BAD_USER_NAME_OR_PASSWORD(0x86, CONNACK),

    /** The client may not do this. */
    NOT_AUTHORIZED(0x87, CONNACK, PUBACK, PUBREC, SUBACK, UNSUBACK, DISCONNECT),

    /** The server is not available. */
    SERVER_UNAVAILABLE(0x88, CONNACK),

    /** The server is busy; try again later. */
    SERVER_BUSY(0x89, CONNACK, DISCONNECT),

    /** The client is banned by an administrator. */
    BANNED(0x8A, CONNACK),

    /** The server is shutting down. */
    SERVER_SHUTTING_DOWN(0x8B, DISCONNECT),

    /** The authentication method is not supported or is not the one in use. */
    BAD_AUTHENTICATION_METHOD(0x8C, CONNACK, DISCONNECT),

    /** The server heard nothing from the client for 1.5 times the keep-alive. */
    KEEP_ALIVE_TIMEOUT(0x8D, DISCONNECT),

    /** Another connection uses the same client identifier. */
    SESSION_TAKEN_OVER(0x8E, DISCONNECT),

    /** The topic filter is well-formed, but not allowed for this client. */
    TOPIC_FILTER_INVALID(0x8F, SUBACK, UNSUBACK, DISCONNECT),

    /** The topic name is well-formed, but not accepted. */
    TOPIC_NAME_INVALID(0x90, CONNACK, PUBACK, PUBREC, DISCONNECT),

    /** The packet identifier is in use already. */
    PACKET_IDENTIFIER_IN_USE(0x91, PUBACK, PUBREC, SUBACK, UNSUBACK),

    /** The packet identifier is not known. */
    PACKET_IDENTIFIER_NOT_FOUND(0x92, PUBREL, PUBCOMP),

    /** There were more unacknowledged messages than the receive maximum allows. */
    RECEIVE_MAXIMUM_EXCEEDED(0x93, DISCONNECT),

    /** A topic alias is 0 or greater than the topic alias maximum. */
    TOPIC_ALIAS_INVALID(0x94, DISCONNECT),

    /** A packet is larger than the receiver allows. */
    PACKET_TOO_LARGE(0x95, CONNACK, DISCONNECT),

    /** Messages came too fast. */
    MESSAGE_RATE_TOO_HIGH(0x96, DISCONNECT),

    /** A limit that an implementation or an administrator set was exceeded. */
    QUOTA_EXCEEDED(0x97, CONNACK, PUBACK, PUBREC, SUBACK, DISCONNECT),

    /** The connection was closed by an administrator. */
    ADMINISTRATIVE_ACTION(0x98, DISCONNECT),

    /** The payload is not what the payload format indicator says. */
    PAYLOAD_FORMAT_INVALID(0x99, CONNACK, PUBACK, PUBREC, DISCONNECT),

    /** The server does not support retained messages. */
    RETAIN_NOT_SUPPORTED(0x9A, CONNACK, DISCONNECT),

    /** The server does not support this quality of service. */
    QOS_NOT_SUPPORTED(0x9B, CONNACK, DISCONNECT),

    /** The client should use another server for now. */
    USE_ANOTHER_SERVER(0x9C, CONNACK, DISCONNECT),

    /** The client should use another server from now on. */
    SERVER_MOVED(0x9D, CONNACK, DISCONNECT),

    /** The server does not support shared subscriptions. */
    SHARED_SUBSCRIPTIONS_NOT_SUPPORTED(0x9E, SUBACK, DISCONNECT),

    /** The client connected too often. */
    CONNECTION_RATE_EXCEEDED(0x9F, CONNACK, DISCONNECT),

    /** The connection lasted as long as it was allowed to. */
    MAXIMUM_CONNECT_TIME(0xA0, DISCONNECT),

    /** The server does not support subscription identifiers. */
    SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED(0xA1, SUBACK, DISCONNECT),

    /** The server does not support wildcards in subscriptions. */
    WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED(0xA2, SUBACK, DISCONNECT);

    /** The packets that have a reason code. */
    public enum Packet {
        /** The server's answer to a connect. */
        CONNACK,
        /** The answer to a message of QoS 1. */
        PUBACK,
        /** The first answer to a message of QoS 2. */
        PUBREC,
        /** The sender's answer to PUBREC. */
        PUBREL,
        /** The last answer to a message of QoS 2. */
        PUBCOMP,
        /** The server's answer to a subscribe, with one code for each filter. */
        SUBACK,
        /** The server's answer to an unsubscribe, with one code for each filter. */
        UNSUBACK,
        /** The end of a connection. */
        DISCONNECT,
        /** A step of an enhanced authentication. */
        AUTH
    }

    private static final int FIRST_ERROR = 0x80;

    private final int code;
    private final Set<Packet> packets;

    Mqtt5ReasonCode(int code, Packet... packets) {
        this.code = code;
        this.packets = Set.of(packets);
    }

    /**
     * Finds a reason code by its number.
     *
     * @param code as it is in a packet
     * @return empty for a number that MQTT 5 does not define
     */
    public static Optional<Mqtt5ReasonCode> of(int code) {
        return Arrays.stream(values()).filter(reason -> reason.code == code).findFirst();
    }

    /**
     * The number of this reason code.
     *
     * @return as it is in a packet, 0x00 to 0xFF
     */
    public int getCode() {
        return code;
    }

    /**
     * Whether this reason code says that something failed.
     *
     * @return {@code true} for 0x80 and more
     */
    public boolean isError() {
        return code >= FIRST_ERROR;
    }

    /**
     * Whether packets of a kind may have this reason code.
     *
     * @param packet not {@code null}
     * @return whether MQTT 5 allows it
     */
    public boolean isAllowedIn(Packet packet) {
        return packets.contains(packet);
    }

    /**
     * The reason code for people.
     *
     * @return for example {@code QUOTA_EXCEEDED (0x97)}
     */
    @Override
    public String toString() {
        return "%s (0x%02X)".formatted(name(), code);
    }
}
