package io.quarkiverse.mqtt5endpoint.core.engine;

/** A session's connection as the test says. */
public final class FakeLink implements Link {

    private LiveConnection live;

    public boolean handsOver = true;
    public boolean over;
    public String givenUp;

    public void connect(MqttEngine engine, AcceptedConnection accepted, long now) {
        live = new LiveConnection(engine, accepted, now);
    }

    public void disconnect() {
        live = null;
    }

    @Override
    public LiveConnection live() {
        return live;
    }

    @Override
    public boolean handsOver() {
        return handsOver && !over;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void giveUp(String why) {
        givenUp = why;
    }

    @Override
    public String server() {
        return "server:1883";
    }
}
