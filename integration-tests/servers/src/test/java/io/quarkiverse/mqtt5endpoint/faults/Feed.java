package io.quarkiverse.mqtt5endpoint.faults;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

/**
 * Publishes numbers to two topics, as text and as four bytes, and each only once: after a lost connection it goes on with
 * a new client and new numbers. What was not acknowledged, at QoS 2 with PUBCOMP, was maybe sent. Some texts say that
 * their processing ends badly. Goes as fast as it can until there is a backlog.
 */
final class Feed implements AutoCloseable {

    private static final int IN_FLIGHT = 20;
    private static final int ONE_IS_BAD_OF = 10;

    private final MqttServer server;
    private final String name;
    private final Ledger texts;
    private final Ledger numbers;
    private final int qos;
    private final int backlog;
    private final long pauseNanos;
    private final Thread thread = new Thread(this::run, "feed");

    private volatile boolean stopping;
    private volatile int next;

    /**
     * @param name the last level of its topics, which begin with {@code work} and {@code numbers}
     * @param backlog how many messages it publishes without a pause
     */
    Feed(MqttServer server, String name, int qos, int backlog, int perSecond, Ledger texts, Ledger numbers) {
        this.server = server;
        this.name = name;
        this.texts = texts;
        this.numbers = numbers;
        this.qos = qos;
        this.backlog = backlog / 2;
        this.pauseNanos = 1_000_000_000L / perSecond;
    }

    /** Whether number 17, say, is processed badly. */
    static boolean isBad(int number) {
        return number % ONE_IS_BAD_OF == ONE_IS_BAD_OF - 1;
    }

    boolean hasBacklog() {
        return next >= backlog;
    }

    Feed started() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** Publishes nothing more; returns when it is known what became of the last ones. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                connectAndPublish();
            } catch (MqttException noServer) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    private void connectAndPublish() throws MqttException {
        String address = "tcp://" + server.host() + ":" + server.port();
        MqttAsyncClient client = new MqttAsyncClient(address, "feed-" + name, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setConnectionTimeout(5);
        try {
            client.connect(options).waitForCompletion(5_000);
            publish(client);
        } finally {
            client.disconnectForcibly(0, 100, false);
            client.close(true);
        }
    }

    /** Until the connection is lost, or it is enough. */
    private void publish(MqttAsyncClient client) throws MqttException {
        Semaphore window = new Semaphore(IN_FLIGHT);
        while (!stopping && acquire(client, window, 2)) {
            int number = next++;
            byte[] text = (isBad(number) ? number + " bad" : String.valueOf(number)).getBytes(StandardCharsets.UTF_8);
            byte[] four = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
            publish(client, window, "work/" + name, text, texts, number);
            publish(client, window, "numbers/" + name, four, numbers, number);
            if (hasBacklog()) {
                LockSupport.parkNanos(pauseNanos);
            }
        }
        acquire(client, window, IN_FLIGHT);
    }

    private void publish(MqttAsyncClient client, Semaphore window, String topic, byte[] payload, Ledger ledger, int number)
            throws MqttException {
        ledger.published(number, false);
        client.publish(topic, new MqttMessage(payload, qos, false, null), null, new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) { // after PUBACK or PUBCOMP
                ledger.published(number, true);
                window.release();
            }

            @Override
            public void onFailure(IMqttToken token, Throwable cause) {
                window.release();
            }
        });
    }

    /** As soon as the window allows; never when the connection is gone, of which the client tells not every message. */
    private static boolean acquire(MqttAsyncClient client, Semaphore window, int permits) {
        try {
            while (client.isConnected()) {
                if (window.tryAcquire(permits, 100, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
