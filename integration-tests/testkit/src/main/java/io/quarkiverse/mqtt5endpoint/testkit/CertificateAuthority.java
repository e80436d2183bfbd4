package io.quarkiverse.mqtt5endpoint.testkit;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import javax.security.auth.x500.X500Principal;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates that exist only as long as a test runs. */
public final class CertificateAuthority {

    private static final Duration VALID = Duration.ofDays(30);

    private final KeyKind kind = KeyKind.EC;
    private final KeyPair keys;
    private final X509Certificate certificate;
    private final List<X509Certificate> above;

    private CertificateAuthority(KeyPair keys, X509Certificate certificate, List<X509Certificate> above) {
        this.keys = keys;
        this.certificate = certificate;
        this.above = above;
    }

    /** An authority that signs its own certificate. */
    public static CertificateAuthority named(String name) {
        KeyPair keys = KeyKind.EC.generate();
        X500Principal subject = subject(name);
        var builder = builder(subject, subject, keys, Instant.now().plus(VALID));
        add(builder, Extension.basicConstraints, new BasicConstraints(true));
        return new CertificateAuthority(keys, sign(builder, KeyKind.EC, keys), List.of());
    }

    /** An authority below this one. Its certificate is part of the chains of whom it signs. */
    public CertificateAuthority intermediate(String name) {
        KeyPair pair = kind.generate();
        var builder = builder(certificate.getSubjectX500Principal(), subject(name), pair, Instant.now().plus(VALID));
        add(builder, Extension.basicConstraints, new BasicConstraints(true));
        X509Certificate signed = sign(builder, kind, keys);
        return new CertificateAuthority(pair, signed, Stream.concat(Stream.of(signed), above.stream()).toList());
    }

    /** A server that answers to these names and IP addresses. */
    public Identity server(String... names) {
        return issue("server", KeyKind.EC, Instant.now().plus(VALID), names);
    }

    /** A client with a key of this kind. */
    public Identity client(String name, KeyKind kind) {
        return issue(name, kind, Instant.now().plus(VALID));
    }

    /** Whoever it is, its certificate was valid until yesterday. */
    public Identity expired(String... names) {
        return issue("expired", KeyKind.EC, Instant.now().minus(Duration.ofDays(1)), names);
    }

    private Identity issue(String name, KeyKind kind, Instant until, String... alternativeNames) {
        KeyPair pair = kind.generate();
        var builder = builder(certificate.getSubjectX500Principal(), subject(name), pair, until);
        if (alternativeNames.length > 0) {
            add(builder, Extension.subjectAlternativeName, new GeneralNames(
                    Stream.of(alternativeNames).map(CertificateAuthority::alternative).toArray(GeneralName[]::new)));
        }
        List<X509Certificate> chain = new ArrayList<>(List.of(sign(builder, this.kind, keys)));
        chain.addAll(above);
        return new Identity(pair.getPrivate(), chain);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** The certificates of these authorities as PEM. */
    public static String pem(CertificateAuthority... authorities) {
        return Pems.certificates(Stream.of(authorities).map(CertificateAuthority::certificate).toList());
    }

    /** A JKS store that trusts this authority. */
    public byte[] jks(String password) {
        return trust("JKS", password);
    }

    /** A PKCS12 store that trusts this authority. */
    public byte[] pkcs12(String password) {
        return trust("PKCS12", password);
    }

    private byte[] trust(String type, String password) {
        return Stores.store(type, password, store -> store.setCertificateEntry("authority", certificate));
    }

    /** The list of the certificates that this authority takes back, as DER. */
    public byte[] revoking(Identity... revoked) {
        try {
            var builder = new JcaX509v2CRLBuilder(certificate, new Date());
            for (Identity identity : revoked) {
                builder.addCRLEntry(identity.certificate().getSerialNumber(), new Date(), CRLReason.keyCompromise);
            }
            return builder.setNextUpdate(Date.from(Instant.now().plus(VALID))).build(signer(kind, keys)).getEncoded();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X500Principal subject(String name) {
        return new X500Principal("CN=" + name + ",O=testkit");
    }

    private static GeneralName alternative(String name) {
        boolean address = name.matches("[0-9.]+|.*:.*");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static JcaX509v3CertificateBuilder builder(X500Principal issuer, X500Principal subject, KeyPair keys,
            Instant until) {
        return new JcaX509v3CertificateBuilder(issuer, new BigInteger(64, ThreadLocalRandom.current()).add(BigInteger.ONE),
                Date.from(until.minus(VALID.multipliedBy(2))), Date.from(until), subject, keys.getPublic());
    }

    private static void add(JcaX509v3CertificateBuilder builder, ASN1ObjectIdentifier type, ASN1Encodable extension) {
        try {
            builder.addExtension(type, true, extension);
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyKind kind, KeyPair issuer) {
        try {
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(kind, issuer)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ContentSigner signer(KeyKind kind, KeyPair keys) {
        try {
            return new JcaContentSignerBuilder(kind.signature()).build(keys.getPrivate());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
