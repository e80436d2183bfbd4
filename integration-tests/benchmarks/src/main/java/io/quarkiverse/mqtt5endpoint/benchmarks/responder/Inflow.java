package io.quarkiverse.mqtt5endpoint.benchmarks.responder;

/** The messages of one client, which numbers them. On the loop only. */
final class Inflow {

    private long received;

    void received(long number) {
        if (number != received) {
            throw new WrongClientException(
                    "Message " + received + " was the next to be published, but number " + number + " came");
        }
        received++;
    }

    long count() {
        return received;
    }
}
