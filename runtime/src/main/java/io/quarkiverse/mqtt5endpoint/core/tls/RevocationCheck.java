package io.quarkiverse.mqtt5endpoint.core.tls;

import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import javax.net.ssl.X509TrustManager;

/**
 * Refuses revoked certificates before anybody is asked whether they are trusted: what Vert.x does with the lists of a
 * TLS configuration, and keeps to itself.
 * <p>
 * Deliberately no X509ExtendedTrustManager: for others the JVM verifies the host's name.
 */
public record RevocationCheck(X509TrustManager trust, List<CRL> lists) implements X509TrustManager {

    public static TrustManagerFactory before(TrustManagerFactory factory, List<CRL> lists) {
        TrustManager[] managers = Stream.of(factory.getTrustManagers())
                .map(manager -> manager instanceof X509TrustManager trust ? new RevocationCheck(trust, lists) : manager)
                .toArray(TrustManager[]::new);
        return new TrustManagerFactory(new Fixed(managers), factory.getProvider(), factory.getAlgorithm()) {
            // The constructor is protected.
        };
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        refuseRevoked(chain);
        trust.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        refuseRevoked(chain);
        trust.checkClientTrusted(chain, authType);
    }

    private void refuseRevoked(X509Certificate[] chain) throws CertificateException {
        for (X509Certificate certificate : chain) {
            if (lists.stream().anyMatch(list -> list.isRevoked(certificate))) {
                throw new CertificateException("The certificate of " + certificate.getSubjectX500Principal() + " is revoked");
            }
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }

    private static final class Fixed extends TrustManagerFactorySpi {

        private final TrustManager[] managers;

        Fixed(TrustManager[] managers) {
            this.managers = managers;
        }

        @Override
        protected void engineInit(KeyStore ignored) {
            // There is nothing to choose.
        }

        @Override
        protected void engineInit(ManagerFactoryParameters ignored) {
            // There is nothing to choose.
        }

        @Override
        protected TrustManager[] engineGetTrustManagers() {
            return managers.clone();
        }
    }
}
