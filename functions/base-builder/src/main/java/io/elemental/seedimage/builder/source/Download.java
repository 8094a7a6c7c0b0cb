package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.Deadline;
import io.elemental.seedimage.builder.common.HttpFailure;
import io.elemental.seedimage.builder.common.Meter;
import io.elemental.seedimage.builder.common.Redacted;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Scratch;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.format.GrantDocument;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A download that goes on where it broke off, if the server still has the same bytes, and else starts over. */
final class Download {

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_MODIFIED = 304;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\\*)");

    private final GrantDocument grant;
    private final Timeouts timeouts;
    private final Scratch scratch;
    private final PartialFile file;
    private final Meter meter;
    private Validators validators = Validators.NONE;
    private OptionalLong announced = OptionalLong.empty();
    private @Nullable Deadline deadline;
    private boolean resumed;

    Download(GrantDocument grant, Timeouts timeouts, Scratch scratch, PartialFile file, Meter meter) {
        this.grant = grant;
        this.timeouts = timeouts;
        this.scratch = scratch;
        this.file = file;
        this.meter = meter;
    }

    /** How long the source says it is. */
    long announced() {
        return announced.orElse(0);
    }

    /** Empty when the body ended before its announced end; IOException when the connection failed. */
    Optional<Fetched> attempt(SourceClient client) throws IOException {
        requireTime();
        try (var response = client.get(conditions())) {
            if (response.status() == NOT_MODIFIED || isPrevious(response)) {
                return Optional.of(new Fetched.Unchanged(previous()));
            }
            if (goesOn(response)) {
                resumed = true;
            } else {
                startOver(response);
            }
            return receive(response) ? Optional.of(finished()) : Optional.empty();
        }
    }

    private Map<String, String> conditions() {
        Map<String, String> headers = new HashMap<>();
        var ifRange = validators.ifRange();
        if (file.size() > 0 && ifRange.isPresent()) {
            headers.put("Range", "bytes=%s-".formatted(file.size()));
            headers.put("If-Range", ifRange.get());
        } else if (grant.source().sha256() == null) {
            Validators.etagOf(previous()).ifPresent(etag -> headers.put("If-None-Match", etag));
        }
        return headers;
    }

    private boolean isPrevious(SourceResponse response) {
        return grant.source().sha256() == null
                && response.status() == OK
                && response.validators()
                        .revision(response.length())
                        .filter(previous()::equals)
                        .isPresent();
    }

    private boolean goesOn(SourceResponse response) {
        var range = CONTENT_RANGE.matcher(response.header("Content-Range").orElse(""));
        return response.status() == PARTIAL
                && range.matches()
                && Long.parseLong(range.group(1)) == file.size()
                && (range.group(2).equals("*") || announced() == Long.parseLong(range.group(2)))
                && response.validators().ifRange().equals(validators.ifRange());
    }

    private void startOver(SourceResponse response) throws IOException {
        file.startOver();
        resumed = false;
        meter.set(0);
        if (response.status() != OK) {
            validators = Validators.NONE;
            throw new HttpFailure(response.status());
        }
        validators = response.validators();
        announced = response.length();
        meter.total(announced());
        requireSize(announced());
        if (deadline == null) {
            deadline = timeouts.toFetch(announced.orElse(grant.maxSize()));
        }
        scratch.requireFree(announced() == 0 ? 0 : 2 * announced() + slots());
    }

    private boolean receive(SourceResponse response) throws IOException {
        var pace = new Pace(timeouts.rate(), System.nanoTime());
        var whole = response.receive(this::append, bytes -> {
            requireTime();
            pace.check(bytes, System.nanoTime());
        });
        return whole && (announced.isEmpty() || file.size() == announced());
    }

    private void append(byte[] bytes) {
        var size = file.size() + bytes.length;
        requireSize(size);
        if (announced.isPresent() && size > announced()) {
            throw new RefusedException(
                    "The source %s sends more than the %s bytes that it announced.".formatted(shown(), announced()));
        }
        file.append(bytes);
        meter.set(size);
    }

    private void requireTime() {
        if (deadline != null && deadline.isOver()) {
            throw new RefusedException("The source %s is too slow: it sent %s bytes in %s s."
                    .formatted(shown(), file.size(), deadline.limit().toSeconds()));
        }
    }

    private void requireSize(long size) {
        if (size > grant.maxSize()) {
            throw new RefusedException(("The source %s has %s bytes, and " + Scratch.LIMIT)
                    .formatted(shown(), announced.isPresent() ? size : "at least " + size, grant.maxSize()));
        }
    }

    private String shown() {
        return Redacted.of(URI.create(grant.source().url()));
    }

    private long slots() {
        return grant.slots().values().stream().mapToLong(Integer::longValue).sum();
    }

    private Fetched finished() {
        var digest = file.digest();
        var wanted = grant.source().sha256();
        if (wanted != null && !wanted.equalsIgnoreCase(digest)) {
            throw new RefusedException("The source has the SHA-256 %s instead of %s.".formatted(digest, wanted));
        }
        var bytes = Validators.revisionOf(digest);
        if (bytes.equals(previous())) {
            return new Fetched.Unchanged(bytes);
        }
        if (wanted != null) {
            return new Fetched.Changed(file.file(), bytes);
        }
        var revision = validators.revision(announced).orElse(bytes);
        return new Fetched.Changed(file.file(), resumed ? Validators.unverified(revision) : revision);
    }

    private String previous() {
        return String.valueOf(grant.previousRevision());
    }
}
