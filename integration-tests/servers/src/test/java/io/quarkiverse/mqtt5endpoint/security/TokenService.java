package io.quarkiverse.mqtt5endpoint.security;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.Context;

/** Gives a new token each time, the last of which is the only one that is valid. */
@ApplicationScoped
public class TokenService {

    private final List<Boolean> eventLoops = new CopyOnWriteArrayList<>();

    String newToken() {
        eventLoops.add(Context.isOnEventLoopThread());
        return "k3ep-this-token-" + eventLoops.size();
    }

    /** How often it was asked. */
    public int asked() {
        return eventLoops.size();
    }

    /** Whether an event loop asked, and would have been blocked. */
    public boolean wasAskedOnAnEventLoop() {
        return eventLoops.contains(true);
    }
}
