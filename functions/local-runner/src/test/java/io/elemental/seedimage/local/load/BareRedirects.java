package io.elemental.seedimage.local.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server that does nothing but verify the signature of a token, and redirect. What the function is held against. */
public final class BareRedirects {

    private static final String PREFIX = "Bearer ";

    private final PublicKey key;
    private final String location;

    private BareRedirects(PublicKey key, String location) {
        this.key = key;
        this.location = location;
    }

    /**
     * Serves until the process ends.
     *
     * @param args the port, the public key (base64 of SubjectPublicKeyInfo), and where all are sent
     */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        var key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(args[1])));
        var server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
        server.createContext("/", new BareRedirects(key, args[2])::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (verifies(exchange.getRequestHeaders().getFirst("Registration-Authorization"))) {
                exchange.getResponseHeaders().set("Location", location);
                exchange.sendResponseHeaders(307, -1);
            } else {
                exchange.sendResponseHeaders(403, -1);
            }
        }
    }

    private boolean verifies(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(PREFIX)) {
            return false;
        }
        var token = authorization.substring(PREFIX.length());
        var dot = token.lastIndexOf('.');
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }
}
