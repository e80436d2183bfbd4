package io.quarkiverse.mqtt5endpoint.core.tls;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** What a store that the JVM can't read seems to be. */
final class StoreForm {

    // PKCS12 calls it a key bag.
    private static final String UNENCRYPTED_KEY = "060b2a864886f70d010c0a0101";

    private StoreForm() {
    }

    /**
     * How to refuse a store that can't be read, to follow "must".
     *
     * @param wanted "a PKCS12 store" or the like
     */
    static String refusal(String wanted, byte[] content) {
        if (Pem.looksLike(new String(content, StandardCharsets.ISO_8859_1))) {
            return "hold " + wanted + ", not PEM";
        }
        return encrypted(content).map(form -> form.insteadOf(wanted)).orElse("hold " + wanted);
    }

    private static Optional<UnreadableForm> encrypted(byte[] content) {
        return EncryptionScheme.in(content).map(scheme -> UnreadableForm.ofStore("one encrypted with " + scheme));
    }

    /** The JVM passes over keys that are not encrypted. */
    static Optional<UnreadableForm> unencrypted(byte[] content) {
        return HexFormat.of().formatHex(content).contains(UNENCRYPTED_KEY)
                ? Optional.of(UnreadableForm.ofStore("one whose private key is not encrypted"))
                : Optional.empty();
    }
}
