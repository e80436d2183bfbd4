package io.quarkiverse.mqtt5endpoint.benchmarks.responder;

/** How many messages a client may have acknowledged by now, the way it has to work. */
@FunctionalInterface
interface Settleable {

    /**
     * @param sent so many messages were sent to it
     */
    long of(long sent);

    /** Each message on its own. */
    static Settleable each() {
        return sent -> sent;
    }

    /** Only when so many are there. */
    static Settleable together(int messages) {
        return sent -> sent / messages * messages;
    }
}
