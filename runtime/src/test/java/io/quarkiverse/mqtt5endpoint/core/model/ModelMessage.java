package io.quarkiverse.mqtt5endpoint.core.model;

/** A message at the server, which may come to the session several times. */
final class ModelMessage {

    /** Where the server is with it. */
    enum Fate {
        UNACKNOWLEDGED,
        ACKNOWLEDGED,
        /** Its session ended, or nobody was there for QoS 0. */
        FORGOTTEN
    }

    final int id;
    final String topic;
    final int qos;

    Fate fate = Fate.UNACKNOWLEDGED;
    // How often the application got it.
    int emissions;
    // Whether the core was allowed to acknowledge it unseen.
    boolean unwanted;

    ModelMessage(int id, String topic, int qos) {
        this.id = id;
        this.topic = topic;
        this.qos = qos;
    }

    @Override
    public String toString() {
        return "#" + id + " of QoS " + qos + " to " + topic;
    }
}
