package io.quarkiverse.mqtt5endpoint.core.hivemq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;

class TlsFailureTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new CertificateExpiredException("NotAfter: then"),
                        "the server's certificate has expired (NotAfter: then)"),
                Arguments.of(new CertificateNotYetValidException("NotBefore: then"),
                        "the server's certificate is not valid yet (NotBefore: then)"),
                Arguments.of(new CertPathBuilderException("no path"), "the server's certificate is not trusted (no path)"),
                Arguments.of(new CertificateException("No subject alternative DNS name matching a found."),
                        "the server's certificate is for another host (No subject alternative DNS name matching a found.)"),
                Arguments.of(new CertificateException("odd"), "the server's certificate was rejected (odd)"),
                Arguments.of(new NotSslRecordException("not an SSL/TLS record"),
                        "the answer was not TLS; check that the server uses TLS on this port"),
                Arguments.of(new SSLHandshakeException("(certificate_required) Received fatal alert: certificate_required"),
                        "the server rejected the client's certificate, or requires one (TLS alert certificate_required)"),
                Arguments.of(new SSLHandshakeException("Received fatal alert: protocol_version"),
                        "the server rejected the TLS handshake; it may require another protocol or cipher suite, or a client"
                                + " certificate (TLS alert protocol_version)"),
                Arguments.of(new SSLHandshakeException("No appropriate protocol"),
                        "the TLS handshake failed (No appropriate protocol)"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void innermostCauseIsTold(Exception cause, String text) {
        assertThat(TlsFailure.text(cause, true)).isEqualTo(text);
        assertThat(TlsFailure.text(new DecoderException(new SSLHandshakeException("outer") {
            @Override
            public synchronized Throwable getCause() {
                return cause;
            }
        }), true)).isEqualTo(text);
    }

    @Test
    void otherFailuresAreNotItsBusiness() {
        assertThat(TlsFailure.text(new IOException("Connection reset"), true)).isNull();
        assertThat(TlsFailure.text(new ConnectionFailedException(new IOException("Connection reset")), false)).isNull();
        assertThat(TlsFailure.text(new ConnectionFailedException(new ConnectException("Connection refused")), true)).isNull();
    }

    @Test
    void serverThatClosesTheConnectionMayNotSpeakTls() {
        assertThat(Stream.of(new ClosedChannelException(), new IOException("Connection reset by peer"))
                .map(cause -> TlsFailure.text(new ConnectionFailedException(cause), true)))
                .containsOnly(
                        "the connection was closed during the TLS handshake; check that the server uses TLS on this port");
    }
}
