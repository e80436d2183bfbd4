package io.quarkiverse.mqtt5endpoint.benchmarks.contender;

import java.util.concurrent.Semaphore;

/** How many messages an application lets be unacknowledged: the same for all contenders. */
public final class InFlight {

    public static final int MOST = 1000;

    private final Semaphore places = new Semaphore(MOST);

    public void enter() throws InterruptedException {
        places.acquire();
    }

    /** Any thread. */
    public void leave() {
        places.release();
    }
}
