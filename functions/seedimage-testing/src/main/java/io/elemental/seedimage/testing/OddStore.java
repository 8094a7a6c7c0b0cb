package io.elemental.seedimage.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Stands in front of a real store, and does some things as other stores do them. */
public final class OddStore implements AutoCloseable {

    private static final Pattern FIRST_LINE = Pattern.compile("HTTP/1\\.1 ([0-9]{3})");
    private static final String NOT_IMPLEMENTED =
            "<Error><Code>NotImplemented</Code><Message>This is not done here.</Message></Error>";
    private static final String NOTHING = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";

    /** What is odd about it. */
    public enum Habit {
        NONE,
        /** Whoever writes with a condition is told that it did. */
        IGNORES_CONDITIONS,
        /** Refuses writes with conditions as something that it does not know. */
        NO_CONDITIONS,
        /** Answers those that lose with 409, as AWS does while another write goes on. */
        LOSES_WITH_409,
        NO_PART_COPIES,
        NO_COPY_CONDITIONS,
        IGNORES_COPY_CONDITIONS,
        NO_LINKS,
        LISTS_LATE,
        NEVER_ABORTS,
        /** Answers everything with 503. */
        BUSY,
        /** Answers everything with 403. */
        REFUSES
    }

    private final ServerSocket listener;
    private final URI store;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Habit habit;

    public OddStore(URI store, Habit habit) {
        this.store = store;
        this.habit = habit;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("odd store").start(this::accept);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** From now on it is another one. */
    public void become(Habit other) {
        habit = other;
    }

    /** Method and path of all that was asked for so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) { // closed
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            var request = RawRequest.read(new BufferedInputStream(client.getInputStream()));
            if (request.isPresent()) {
                requests.add(request.get().line());
                answer(request.get(), client.getOutputStream());
            }
        } catch (IOException _) {
            // whoever waits for an answer sees that there is none
        }
    }

    private void answer(RawRequest request, OutputStream out) throws IOException {
        var now = habit;
        if (!concerns(now, request)) {
            out.write(forward(request));
            return;
        }
        switch (now) {
            case IGNORES_CONDITIONS, IGNORES_COPY_CONDITIONS -> instead(412, 200, request, out);
            case LOSES_WITH_409 -> instead(412, 409, request, out);
            case LISTS_LATE -> send(200, NOTHING, out);
            case NEVER_ABORTS -> send(204, "", out);
            case BUSY -> send(503, "", out);
            case REFUSES -> send(403, "", out);
            default -> send(501, NOT_IMPLEMENTED, out);
        }
    }

    private static boolean concerns(Habit habit, RawRequest request) {
        var line = request.line();
        return switch (habit) {
            case NONE -> false;
            case IGNORES_CONDITIONS, NO_CONDITIONS, LOSES_WITH_409 ->
                line.startsWith("PUT") && (request.has("if-match:") || request.has("if-none-match:"));
            case NO_PART_COPIES, IGNORES_COPY_CONDITIONS -> request.has("x-amz-copy-source:");
            case NO_COPY_CONDITIONS -> request.has("x-amz-copy-source-if-");
            case NO_LINKS -> line.contains("X-Amz-Signature=");
            case LISTS_LATE -> line.contains("list-type=2");
            case NEVER_ABORTS -> line.startsWith("DELETE") && line.contains("uploadId=");
            case BUSY, REFUSES -> true;
        };
    }

    private void instead(int status, int other, RawRequest request, OutputStream out) throws IOException {
        var answer = forward(request);
        var first = FIRST_LINE.matcher(new String(answer, ISO_8859_1));
        if (first.lookingAt() && Integer.parseInt(first.group(1)) == status) {
            send(other, other == 200 ? "<CopyPartResult><ETag>\"1\"</ETag></CopyPartResult>" : "", out);
        } else {
            out.write(answer);
        }
    }

    private byte[] forward(RawRequest request) throws IOException {
        try (var upstream = new Socket(store.getHost(), store.getPort())) {
            upstream.setTcpNoDelay(true);
            upstream.getOutputStream().write(request.alone());
            return upstream.getInputStream().readAllBytes();
        }
    }

    private static void send(int status, String body, OutputStream out) throws IOException {
        var head =
                "HTTP/1.1 %s .\r\nETag: \"1\"\r\nContent-Type: application/xml\r\nContent-Length: %s\r\nConnection: close\r\n\r\n"
                        .formatted(status, body.length());
        out.write((head + body).getBytes(ISO_8859_1));
    }
}
