package io.elemental.seedimage.builder;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/** What a source answered; its body is not read yet. */
final class SourceResponse implements AutoCloseable {

    /** How the JDK's client says that the other side closed a connection before the end. */
    private static final String PREMATURE = "Premature EOF";

    private final URI uri;
    private final HttpURLConnection connection;
    private final int status;

    SourceResponse(URI uri, HttpURLConnection connection) throws IOException {
        this.uri = uri;
        this.connection = connection;
        this.status = connection.getResponseCode();
    }

    int status() {
        return status;
    }

    /** Where it came from, as it may be shown. */
    String from() {
        return Shown.of(uri);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(connection.getHeaderField(name));
    }

    /** How many bytes the body is said to have. */
    OptionalLong length() {
        var length = connection.getContentLengthLong();
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    Validators validators() {
        return new Validators(header("ETag"), header("Last-Modified"));
    }

    /** The next bytes of the body; -1 where it ends, be it as announced or before. */
    int read(byte[] buffer) throws IOException {
        try {
            return body().read(buffer);
        } catch (IOException e) {
            if (length().isPresent() && PREMATURE.equals(e.getMessage())) {
                return -1;
            }
            throw e;
        }
    }

    private InputStream body() throws IOException {
        return connection.getInputStream(); // always the same one
    }

    /** Gives the connection up, also in the middle of the body. */
    @Override
    public void close() {
        connection.disconnect();
    }
}
