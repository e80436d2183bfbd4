package io.quarkiverse.mqtt5endpoint.core.session;

import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.session.SessionState.Failed;

/** One who uses a session. On the loop, unless a method says otherwise. */
interface Tenant {

    /** Any thread. */
    String channel();

    ChannelObserver observer();

    void connected(LiveConnection live);

    /** The session is over, because of a failure. */
    void ended(Failed why);

    /** The session was over, because of a failure, before this one came. */
    void missed(Failed why);

    /** The session is over. */
    void released();
}
