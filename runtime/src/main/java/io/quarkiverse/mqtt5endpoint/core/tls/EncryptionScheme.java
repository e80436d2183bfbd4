package io.quarkiverse.mqtt5endpoint.core.tls;

import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/** Schemes that the JVM does not have, although keys may be encrypted by them; found by their object identifiers. */
enum EncryptionScheme {

    SCRYPT("scrypt", "06092b06010401da47040b"),
    TRIPLE_DES("3DES (PBES2)", "06082a864886f70d0307"),
    AES_192("AES-192", "0609608648016503040116"),
    CAMELLIA("Camellia", "060b2a83088c9a4b3d010101");

    private final String text;
    private final String identifier;

    /**
     * @param identifier in DER, as hexadecimal digits
     */
    EncryptionScheme(String text, String identifier) {
        this.text = text;
        this.identifier = identifier;
    }

    /** What a key or store in DER is encrypted with, to follow "encrypted with". */
    static Optional<String> in(byte[] der) {
        String digits = HexFormat.of().formatHex(der);
        return Stream.of(values()).filter(scheme -> digits.contains(scheme.identifier)).findFirst()
                .map(scheme -> scheme.text);
    }
}
