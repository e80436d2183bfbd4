package io.quarkiverse.mqtt5endpoint.core.settings;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The identifier of a subscription (MQTT 5, 3.8.2.1.2), which the server adds to each message that it delivers for it. It
 * is the same for the same filter in every process, so that a process recognises what an earlier one subscribed to.
 */
public final class SubscriptionIdentifier {

    // Below are those of the engine, which counts from 1: sessions of earlier versions have them.
    private static final int OURS = 1 << 27;

    private SubscriptionIdentifier() {
    }

    /**
     * @param filter as it is sent, {@code $share/...} included
     */
    public static int of(String filter) {
        CRC32 checksum = new CRC32();
        checksum.update(filter.getBytes(StandardCharsets.UTF_8));
        return OURS | (int) checksum.getValue() & OURS - 1;
    }

    /** Whether it was made from a filter. */
    public static boolean isOfFilter(int identifier) {
        return identifier >= OURS;
    }
}
