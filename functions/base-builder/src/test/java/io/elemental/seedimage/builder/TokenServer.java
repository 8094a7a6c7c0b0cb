package io.elemental.seedimage.builder;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A realm that gives tokens, and the guard of a registry that wants them. */
final class TokenServer implements HttpHandler, SmallRegistry.Guard {

    static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("user:s3cret".getBytes(StandardCharsets.UTF_8));

    /** A Docker configuration with the credentials that it takes. */
    static String config(String host, String field) {
        return "{\"auths\":{\"%s\":{\"%s\":\"%s\"}}}".formatted(host, field, BASIC.replace("Basic ", ""));
    }

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger given = new AtomicInteger();
    private final AtomicInteger uses = new AtomicInteger();
    private volatile String realm = "";
    private volatile boolean everybody;
    private volatile int usesOfOne = Integer.MAX_VALUE;

    /** What came: method, query, credentials and form, with spaces between. */
    List<String> asked() {
        return asked;
    }

    int given() {
        return given.get();
    }

    TokenServer at(String newRealm) {
        realm = newRealm;
        return this;
    }

    TokenServer forEverybody() {
        everybody = true;
        return this;
    }

    /** Each token opens so many requests. */
    TokenServer ending(int requests) {
        usesOfOne = requests;
        return this;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            asked.add("%s %s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getQuery(),
                            shown,
                            form));
            if (!everybody && !shown.equals(BASIC) && !form.contains("refresh_token=r3fresh")) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            uses.set(0);
            var answer = "{\"%s\":\"t0ken-%s\"}"
                    .formatted(form.isEmpty() ? "token" : "access_token", given.incrementAndGet());
            exchange.sendResponseHeaders(200, answer.length());
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public boolean answers(HttpExchange exchange) throws IOException {
        var shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (given.get() > 0 && shown.equals("Bearer t0ken-" + given.get()) && uses.incrementAndGet() <= usesOfOne) {
            return false;
        }
        exchange.getResponseHeaders()
                .set(
                        "WWW-Authenticate",
                        "Bearer realm=\"%s\",service=\"a b\",scope=\"repository:team/image:pull\"".formatted(realm));
        SmallRegistry.problem(exchange, 401, "UNAUTHORIZED");
        return true;
    }
}
