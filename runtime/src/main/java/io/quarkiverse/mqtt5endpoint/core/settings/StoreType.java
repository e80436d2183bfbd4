package io.quarkiverse.mqtt5endpoint.core.settings;

/** How certificates and keys are written down. */
public enum StoreType {
    NONE,
    PEM,
    JKS,
    PKCS12;

    /** As it is written in the configuration. */
    @Override
    public String toString() {
        return Word.of(this);
    }

    String quoted() {
        return "`" + this + "`";
    }
}
