package io.quarkiverse.mqtt5endpoint.core.tls;

/**
 * A form of key or store that the JVM can't read.
 *
 * @param name to follow "not"
 * @param conversion the command that makes a readable one of it
 */
record UnreadableForm(String name, String conversion) {

    private static final String KEY_CONVERSION = "openssl pkcs8 -topk8 -v2 aes-256-cbc -in key.pem -out converted.pem";
    private static final String STORE_CONVERSION = "openssl pkcs12 -nodes -in store.p12 -out all.pem && openssl pkcs12 -export"
            + " -in all.pem -out converted.p12";

    static UnreadableForm ofKey(String name) {
        return new UnreadableForm(name, KEY_CONVERSION);
    }

    static UnreadableForm ofStore(String name) {
        return new UnreadableForm(name, STORE_CONVERSION);
    }

    /** To follow "must". */
    String insteadOf(String wanted) {
        return "hold " + wanted + " in a form that the JVM can read, not " + name + " (`" + conversion + "` converts it)";
    }
}
