package io.elemental.seedimage.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * The runtime's own TLS, from its first use on: every {@link HttpsURLConnection} asks for it when it is made, also one
 * that is given its authorities a moment later, and to read those of the runtime takes a tenth of a cold start.
 */
final class LateAuthorities extends SSLSocketFactory {

    private LateAuthorities() {}

    /** Puts reading them off, for all connections of this process. */
    static void install() {
        HttpsURLConnection.setDefaultSSLSocketFactory(new LateAuthorities());
    }

    private static SSLSocketFactory runtimes() {
        SocketFactory factory = SSLSocketFactory.getDefault();
        return (SSLSocketFactory) factory;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return runtimes().getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return runtimes().getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return runtimes().createSocket();
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return runtimes().createSocket(socket, host, port, autoClose);
    }

    @Override
    public Socket createSocket(Socket socket, InputStream consumed, boolean autoClose) throws IOException {
        return runtimes().createSocket(socket, consumed, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return runtimes().createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return runtimes().createSocket(host, port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return runtimes().createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return runtimes().createSocket(host, port, from, fromPort);
    }
}
