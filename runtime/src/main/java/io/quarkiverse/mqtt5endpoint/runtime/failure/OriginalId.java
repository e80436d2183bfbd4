package io.quarkiverse.mqtt5endpoint.runtime.failure;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;

/**
 * Recognises a message that the server delivers again: by a digest of everything that stays the same. The expiry does
 * not, the server counts it down; and servers don't keep packet identifiers reliably.
 */
record OriginalId(String digest) {

    static OriginalId of(IncomingMqtt5Metadata original, byte[] payload) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(properties(original));
            return new OriginalId(HexFormat.of().formatHex(sha.digest(payload)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] properties(IncomingMqtt5Metadata original) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(original.getQos());
        write(out, original.getTopic());
        write(out, original.getContentType().orElse(""));
        write(out, original.getResponseTopic().orElse(""));
        write(out, HexFormat.of().formatHex(original.getCorrelationData().orElse(new byte[0])));
        for (var property : original.getUserProperties()) {
            write(out, property.getKey());
            write(out, property.getValue());
        }
        return bytes.toByteArray();
    }

    // With its length, so that two texts can't be taken for one.
    private static void write(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }
}
