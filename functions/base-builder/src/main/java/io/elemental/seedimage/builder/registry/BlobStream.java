package io.elemental.seedimage.builder.registry;

import io.elemental.seedimage.builder.common.Attempts;
import io.elemental.seedimage.builder.common.Deadline;
import io.elemental.seedimage.builder.common.HttpFailure;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.TryAgainException;
import io.elemental.seedimage.builder.source.SourceResponse;
import io.elemental.seedimage.builder.source.TooSlowException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a blob, which come on after a cut where it was, and have the blob's digest once the last of them was
 * read: else the build ends, or they come anew from the next place.
 */
public final class BlobStream extends InputStream {

    /** An attempt that brought fewer bytes did not come nearer to the end. */
    private static final long PROGRESS = 64 * 1024;

    private final ImageRegistry registry;
    private final Descriptor part;
    private final LongConsumer meter;
    private final Places places;
    private final Set<Repository> senders = new HashSet<>();
    private CheckedDigest digest;
    private Attempts attempts;
    private Deadline deadline;
    private @Nullable Repository sender;
    private @Nullable InputStream in;
    private long count;
    private long countAtCut;
    private boolean givenUp;

    /**
     * A blob that is asked for with the first read.
     *
     * @param meter is told how many bytes were read
     */
    public BlobStream(ImageRegistry registry, Descriptor part, LongConsumer meter) {
        this.registry = registry;
        this.part = part;
        this.meter = meter;
        this.places = registry.order();
        this.digest = new CheckedDigest(part.digest());
        this.attempts = new Attempts(registry.timeouts());
        this.deadline = registry.timeouts().toFetch(part.size());
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (count < part.size()) {
            var read = attempt(bytes, offset, (int) Math.min(length, part.size() - count));
            if (read > 0) {
                digest.update(bytes, offset, read);
                count += read;
                meter.accept(count);
                return read;
            }
        }
        check();
        return -1;
    }

    /** Reads what nobody wants, so that the digest is that of the whole blob. */
    public void drain() {
        try {
            transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new IllegalStateException("reads fail by other exceptions", e);
        }
    }

    /**
     * Begins anew where mirrors sent other bytes than those of the digest: they are asked no more, and what was read is
     * to be forgotten. It reads the rest first, which may be what shows it.
     *
     * @return whether it does
     */
    public boolean restarts() {
        if (givenUp || senders.stream().noneMatch(places::isMirror)) {
            return false;
        }
        try {
            drain();
        } catch (RefusedException | TryAgainException _) {
            // whoever read knows what is wrong
        }
        if (!digest.isOther()) {
            return false;
        }
        close();
        senders.clear();
        digest = new CheckedDigest(part.digest());
        attempts = new Attempts(registry.timeouts());
        deadline = registry.timeouts().toFetch(part.size());
        count = 0;
        countAtCut = 0;
        return true;
    }

    /** 0 after a cut. */
    private int attempt(byte[] bytes, int offset, int length) {
        if (deadline.isOver()) {
            givenUp = true;
            throw places.told(refused("comes too slowly: %s bytes in %s s"
                    .formatted(count, deadline.limit().toSeconds())));
        }
        try {
            var there = in == null ? open() : in;
            in = there;
            var read = there.read(bytes, offset, length);
            if (read > 0) {
                senders.add(sender());
                return read;
            }
            cut(refused("ended after %s bytes".formatted(count)));
        } catch (TooSlowException e) {
            cut(refused(e.getMessage()));
        } catch (IOException _) {
            cut(new TryAgainException(
                    "%s cannot be pulled now: the connection broke after %s of the %s bytes of its part %s."
                            .formatted(registry.shown(), count, part.size(), part.digest())));
        }
        return 0;
    }

    private void cut(RuntimeException failure) {
        close();
        var progressed = count - countAtCut >= PROGRESS;
        countAtCut = count;
        if (progressed) {
            attempts.progressed();
        } else if (places.passOver(sender(), failure)) {
            return;
        }
        if (!attempts.another()) {
            givenUp = true;
            throw places.told(failure);
        }
    }

    private Repository sender() {
        return Objects.requireNonNull(sender);
    }

    private InputStream open() throws IOException {
        var response = asked();
        var stream = response.stream(registry.timeouts().rate());
        stream.skipNBytes(count - start(response).orElse(0));
        return stream;
    }

    /** Of whichever place has the bytes that are missing, and all of them. */
    private SourceResponse asked() {
        // with its end: there are registries that do not understand a range without one
        var headers = count == 0
                ? Map.<String, String>of()
                : Map.of("Range", "bytes=%s-%s".formatted(count, part.size() - 1));
        try {
            return registry.ask(places, repository -> {
                var response = fitting(repository.get("blobs/" + part.digest(), headers, true));
                sender = repository;
                return response;
            });
        } catch (AbsentException e) {
            throw new RefusedException(e.getMessage());
        }
    }

    private SourceResponse fitting(SourceResponse response) throws IOException {
        var from = start(response);
        var left = part.size() - from.orElse(count);
        if (from.isEmpty() || from.getAsLong() > count || response.status() == 304) {
            response.close();
            throw new HttpFailure("it answers with other bytes of a blob than it was asked for");
        }
        if (response.length().orElse(left) != left) {
            response.close();
            throw refused("is announced with %s bytes instead of %s"
                    .formatted(response.length().orElse(0), left));
        }
        return response;
    }

    /** Which byte comes first. */
    private static OptionalLong start(SourceResponse response) {
        return response.status() == 206 ? response.rangeStart() : OptionalLong.of(0);
    }

    private void check() {
        digest.other().ifPresent(found -> {
            var failure = refused("came with the digest %s".formatted(found));
            senders.forEach(each -> places.reject(each, failure));
            throw places.told(failure);
        });
    }

    private RefusedException refused(String why) {
        return new RefusedException(
                "%s cannot be pulled: its part %s %s.".formatted(registry.shown(), part.digest(), why));
    }

    @Override
    public void close() {
        var there = in;
        in = null;
        if (there != null) {
            try {
                there.close();
            } catch (IOException _) {
                // it is given up
            }
        }
    }
}
