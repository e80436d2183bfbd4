package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;

/**
 * TLS in front of a server that speaks none: handshakes in a few milliseconds, and a record of them.
 * <p>
 * Everything happens on one event loop; all methods may be called from any thread.
 */
public final class TlsFront implements AutoCloseable {

    /**
     * A handshake that both sides completed.
     *
     * @param protocol for example {@code TLSv1.3}
     * @param client whom the client's certificate names; {@code null} where it showed none
     * @param serverName which server the client asked for (SNI); {@code null} for none
     */
    public record Handshake(String protocol, String client, String serverName) {

        static Handshake of(SslHandler handler) {
            ExtendedSSLSession session = (ExtendedSSLSession) handler.engine().getSession();
            return new Handshake(session.getProtocol(), peer(session), session.getRequestedServerNames().stream()
                    .map(name -> new String(name.getEncoded())).findFirst().orElse(null));
        }

        private static String peer(ExtendedSSLSession session) {
            try {
                return session.getPeerPrincipal().getName();
            } catch (SSLPeerUnverifiedException noCertificate) {
                return null;
            }
        }
    }

    private final int port = Ports.free();
    private final EventLoopThread loop = new EventLoopThread("tls-front");
    private final List<Handshake> handshakes = new CopyOnWriteArrayList<>();
    private final MqttServer server;

    private volatile SslContext context;
    private Channel listener;

    private TlsFront(MqttServer server) {
        this.server = server;
    }

    /** Listens, and passes on to the server what comes through TLS. */
    public static TlsFront before(MqttServer server, ServerTls tls) {
        TlsFront front = new TlsFront(server).use(tls);
        front.listener = front.loop.listen(front.port, new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                SslHandler handler = front.context.newHandler(channel.alloc());
                channel.pipeline().addLast(handler, new TlsFrontHandler(front, handler));
            }
        }, true);
        return front;
    }

    /** Greets new connections like this from now on. */
    public TlsFront use(ServerTls tls) {
        context = tls.context();
        return this;
    }

    public String host() {
        return Ports.HOST;
    }

    public int port() {
        return port;
    }

    /** The completed handshakes, in order; a snapshot. */
    public List<Handshake> handshakes() {
        return List.copyOf(handshakes);
    }

    MqttServer server() {
        return server;
    }

    void completed(Handshake handshake) {
        handshakes.add(handshake);
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        loop.close();
    }
}
