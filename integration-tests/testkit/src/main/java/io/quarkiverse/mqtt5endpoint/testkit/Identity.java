package io.quarkiverse.mqtt5endpoint.testkit;

import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;

/** A private key with its certificates, in all the forms in which applications are given them. */
public final class Identity {

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    Identity(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
    }

    /** The private key of this one with the certificates of another: what a mistake looks like. */
    public Identity withChainOf(Identity other) {
        return new Identity(key, other.chain);
    }

    public PrivateKey key() {
        return key;
    }

    /** Its own certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** Its own certificate and those of the authorities in between, without the root's. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** The chain as PEM. */
    public String chainPem() {
        return Pems.certificates(chain);
    }

    /** The key as PKCS#8 in PEM. */
    public String keyPem() {
        return Pems.pkcs8(key);
    }

    /** The key as encrypted PKCS#8 in PEM. */
    public String encryptedKeyPem(String password) {
        return Pems.encryptedPkcs8(key, password);
    }

    /** The key as PKCS#1 or SEC 1 in PEM. */
    public String traditionalKeyPem() {
        return Pems.traditional(key);
    }

    /** A JKS store with this one entry. */
    public byte[] jks(String password, String entryPassword) {
        return store("JKS", password, entryPassword);
    }

    /** A PKCS12 store with this one entry. */
    public byte[] pkcs12(String password) {
        return store("PKCS12", password, password);
    }

    private byte[] store(String type, String password, String entryPassword) {
        return Stores.store(type, password, store -> store.setKeyEntry("identity", key, entryPassword.toCharArray(),
                chain.toArray(Certificate[]::new)));
    }
}
