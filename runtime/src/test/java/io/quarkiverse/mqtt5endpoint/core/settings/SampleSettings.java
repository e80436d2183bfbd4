package io.quarkiverse.mqtt5endpoint.core.settings;

import java.time.Duration;
import java.util.List;

/** Settings for tests, which name only what matters to them. */
public final class SampleSettings {

    private String sharedConnectionName;
    private List<ServerAddress> servers = List.of(new ServerAddress("127.0.0.1", 1883));
    private SessionSettings session = new SessionSettings("fixed", false, false, 3600);
    private SecuritySettings security = SecuritySettings.NONE;
    private ReconnectSettings reconnect = new ReconnectSettings(ReconnectSettings.UNLIMITED, Duration.ofSeconds(1),
            Duration.ofSeconds(120));
    private int receiveMaximum = 10;
    private Duration shutdownTimeout = Duration.ofSeconds(10);
    private int qos = 1;
    private boolean autoAck;
    private Duration ackTimeout = Duration.ofSeconds(60);
    private int bufferSize = 10;
    private OverflowStrategy overflow = OverflowStrategy.DROP_OLDEST;

    public SampleSettings shared(String connectionName) {
        sharedConnectionName = connectionName;
        return this;
    }

    public SampleSettings servers(String... hosts) {
        servers = List.of(hosts).stream().map(host -> new ServerAddress(host, 1883)).toList();
        return this;
    }

    public SampleSettings session(SessionSettings settings) {
        session = settings;
        return this;
    }

    public SampleSettings security(SecuritySettings settings) {
        security = settings;
        return this;
    }

    public SampleSettings reconnect(int attempts, int seconds, int maxSeconds) {
        reconnect = new ReconnectSettings(attempts, Duration.ofSeconds(seconds), Duration.ofSeconds(maxSeconds));
        return this;
    }

    public SampleSettings receiveMaximum(int messages) {
        receiveMaximum = messages;
        return this;
    }

    public SampleSettings shutdownTimeout(int seconds) {
        shutdownTimeout = Duration.ofSeconds(seconds);
        return this;
    }

    public SampleSettings qos(int level) {
        qos = level;
        return this;
    }

    public SampleSettings autoAck() {
        autoAck = true;
        return this;
    }

    public SampleSettings ackTimeout(int seconds) {
        ackTimeout = Duration.ofSeconds(seconds);
        return this;
    }

    public SampleSettings buffer(int messages, OverflowStrategy strategy) {
        bufferSize = messages;
        overflow = strategy;
        return this;
    }

    public ClientSettings client() {
        return new ClientSettings(sharedConnectionName, servers, TransportSettings.PLAIN_TCP, session, security, reconnect,
                new LimitSettings(receiveMaximum, LimitSettings.PROTOCOL_MAXIMUM, 0, Long.MAX_VALUE, Duration.ofSeconds(30),
                        Duration.ofSeconds(10)),
                null, shutdownTimeout);
    }

    public IncomingSettings incoming(String channel, String... filters) {
        return new IncomingSettings(channel, channel, client(),
                new SubscriptionSettings(List.of(filters), qos, false, false, RetainHandling.SEND), autoAck,
                new FailureSettings("fail", 0x83, "dead-letters", DeadLetterFallback.FAIL), EmptyPayload.FAIL, ackTimeout,
                bufferSize, overflow, new ObservationSettings(true, false), false);
    }
}
