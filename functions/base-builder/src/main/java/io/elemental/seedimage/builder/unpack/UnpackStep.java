package io.elemental.seedimage.builder.unpack;

import io.elemental.seedimage.builder.common.Progress;
import io.elemental.seedimage.builder.common.Redacted;
import io.elemental.seedimage.builder.common.Scratch;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.builder.source.Fetched;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.rules.BuildStep;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unpacks a source that came packed. Its revision and its wanted digest stay those of the bytes that were sent. */
public final class UnpackStep {

    private final GrantDocument grant;
    private final Timeouts timeouts;
    private final Scratch scratch;
    private final Progress progress;

    public UnpackStep(GrantDocument grant, Timeouts timeouts, Scratch scratch, Progress progress) {
        this.grant = grant;
        this.timeouts = timeouts;
        this.scratch = scratch;
        this.progress = progress;
    }

    /** The same source, with its file unpacked where it was packed. */
    public Fetched run(Fetched fetched) {
        return switch (fetched) {
            case Fetched.Unchanged unchanged -> unchanged;
            case Fetched.Changed(var file, var revision, var notes) ->
                new Fetched.Changed(unpacked(file), revision, notes);
        };
    }

    private Path unpacked(Path file) {
        try (var in = Files.newInputStream(file)) {
            if (Compression.of(in.readNBytes(Compression.NEEDED)) == Compression.NONE) {
                return file;
            }
        } catch (IOException e) {
            throw Scratch.failed("read", e);
        }
        var image = unpack(file);
        scratch.remove(file);
        return image;
    }

    private Path unpack(Path file) {
        var what =
                "The source %s".formatted(Redacted.of(URI.create(grant.source().url())));
        var deadline = timeouts.toRead(grant.maxSize());
        try (var packed = Files.newInputStream(file);
                var meter = progress.begin(BuildStep.UNPACK, 0)) {
            return new UnpackedFile(scratch.file("unpacked"), what, grant.maxSize(), meter::set)
                    .write(open(packed, what), () -> deadline.requireTime("Unpack"));
        } catch (IOException e) {
            throw Scratch.failed("read", e);
        }
    }

    private InputStream open(InputStream packed, String what) {
        try {
            return Compression.unpacked(packed, scratch);
        } catch (IOException e) {
            throw Compression.damaged(what, e);
        }
    }
}
