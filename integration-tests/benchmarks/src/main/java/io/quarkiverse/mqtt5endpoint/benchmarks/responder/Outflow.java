package io.quarkiverse.mqtt5endpoint.benchmarks.responder;

/** The messages of the responder to one client: what was sent, and what the client owes for it. On the loop only. */
final class Outflow {

    private static final int IDENTIFIERS = 65535;

    private final int qos;
    private final int window;
    private final Settleable settleable;

    private long wanted;
    private long sent;
    private long acknowledged;
    private long released;
    private long completed;

    Outflow(int qos, int window, Settleable settleable) {
        this.qos = qos;
        this.window = window;
        this.settleable = settleable;
    }

    void want(long messages) {
        wanted += messages;
    }

    /** Whether one more is to be sent now. */
    boolean maySend() {
        return sent < wanted && (qos == 0 || sent - (qos == 1 ? acknowledged : completed) < window);
    }

    /** The packet identifier of the next message. */
    int send() {
        return identifier(sent++);
    }

    long sent() {
        return sent;
    }

    /** PUBACK or PUBREC. MQTT 5, 4.6: in the order of the messages. */
    void acknowledged(int identifier) {
        if (acknowledged == sent || identifier != identifier(acknowledged)) {
            throw new WrongClientException("Message " + acknowledged + " of " + sent
                    + " was the next to be acknowledged, but the"
                    + " acknowledgement has packet identifier " + identifier + " instead of " + identifier(acknowledged));
        }
        acknowledged++;
        if (acknowledged > settleable.of(sent)) {
            throw new WrongClientException("Message " + (acknowledged - 1) + " was acknowledged before it was processed");
        }
    }

    /** PUBREL follows. */
    void released() {
        released++;
    }

    void completed() {
        if (++completed > released) {
            throw new WrongClientException("PUBCOMP number " + completed + " came after " + released + " PUBREL");
        }
    }

    /** Whether everything that was wanted was sent, and the client owes nothing for it. */
    boolean isDone() {
        return sent == wanted && (qos == 0 || (qos == 1 ? acknowledged : completed) == sent);
    }

    /** For people. */
    String owed() {
        return sent - (qos == 2 ? completed : acknowledged) + " of " + sent + " messages are unacknowledged";
    }

    private static int identifier(long number) {
        return (int) (number % IDENTIFIERS) + 1;
    }
}
