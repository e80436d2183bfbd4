package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateRevokedException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;

/** Why a TLS handshake failed, for people. Certificates and alerts have no secrets in them. */
final class TlsFailure {

    private static final Pattern ALERT = Pattern.compile("fatal alert: (\\w+)");
    private static final Set<String> ABOUT_OUR_CERTIFICATE = Set.of("bad_certificate", "unsupported_certificate",
            "certificate_revoked", "certificate_expired", "certificate_unknown", "certificate_required", "unknown_ca",
            "access_denied");

    private static final String PERHAPS_WITHOUT = "; check that the server uses TLS on this port";

    private TlsFailure() {
    }

    /**
     * {@code null} where TLS has nothing to do with it.
     *
     * @param tls whether the connection uses TLS, or would have
     */
    static String text(Throwable failure, boolean tls) {
        String text = text(failure);
        return text == null && tls && failure instanceof ConnectionFailedException && isClosed(root(failure))
                ? "the connection was closed during the TLS handshake" + PERHAPS_WITHOUT
                : text;
    }

    private static boolean isClosed(Throwable root) {
        return root instanceof ClosedChannelException || String.valueOf(root.getMessage()).startsWith("Connection reset");
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String text(Throwable failure) {
        String text = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // The innermost knows best.
            String of = ofOne(cause);
            text = of == null ? text : of;
        }
        return text;
    }

    private static String ofOne(Throwable cause) {
        if (cause instanceof CertificateExpiredException) {
            return "the server's certificate has expired (" + cause.getMessage() + ")";
        }
        if (cause instanceof CertificateNotYetValidException) {
            return "the server's certificate is not valid yet (" + cause.getMessage() + ")";
        }
        if (cause instanceof CertificateRevokedException) {
            return "the server's certificate has been revoked";
        }
        if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
            return "the server's certificate is not trusted (" + cause.getMessage() + ")";
        }
        if (cause instanceof CertificateException) {
            return isAboutTheName(cause) ? "the server's certificate is for another host (" + cause.getMessage() + ")"
                    : "the server's certificate was rejected (" + cause.getMessage() + ")";
        }
        if (cause instanceof NotSslRecordException) {
            return "the answer was not TLS" + PERHAPS_WITHOUT;
        }
        if (cause instanceof SslHandshakeTimeoutException) {
            return "the TLS handshake timed out" + PERHAPS_WITHOUT;
        }
        return cause instanceof SSLException ? ofHandshake(String.valueOf(cause.getMessage())) : null;
    }

    private static boolean isAboutTheName(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("subject alternative") || message.contains("No name matching");
    }

    private static String ofHandshake(String message) {
        Matcher alert = ALERT.matcher(message);
        if (!alert.find()) {
            return "the TLS handshake failed (" + message + ")";
        }
        return ABOUT_OUR_CERTIFICATE.contains(alert.group(1))
                ? "the server rejected the client's certificate, or requires one (TLS alert " + alert.group(1) + ")"
                : "the server rejected the TLS handshake; it may require another protocol or cipher suite, or a client"
                        + " certificate (TLS alert " + alert.group(1) + ")";
    }
}
