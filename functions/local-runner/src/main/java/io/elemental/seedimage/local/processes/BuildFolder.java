package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.local.common.DataFile;
import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.rules.cluster.BuildGrant;
import io.elemental.seedimage.rules.cluster.BuildState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of one build: {@code upload-id} and {@code namespace}, while it runs its {@code grant}, when to
 * {@code renew} it and {@code scratch}, then {@code outcome}.
 */
final class BuildFolder {

    private static final int REFUSED = 1;
    private static final int TRY_AGAIN = 75;
    private static final int SIGNALLED = 128;

    private final Path folder;

    BuildFolder(Path builds, String build) {
        folder = builds.resolve(build);
    }

    Optional<String> uploadId() {
        return Optional.ofNullable(DataFile.read(folder.resolve("upload-id")));
    }

    /** The namespace that it was begun for, or empty. */
    String namespace() {
        return Objects.requireNonNullElse(DataFile.read(folder.resolve("namespace")), "");
    }

    void claim(String uploadId, String namespace) {
        Folders.create(folder);
        DataFile.write(folder.resolve("namespace"), namespace);
        DataFile.writeSecret(folder.resolve("upload-id"), uploadId);
    }

    /** Makes what the builder finds; the grant is for its owner's eyes alone. */
    void begin(BuildGrant grant) {
        Folders.create(scratch());
        DataFile.write(log(), "");
        grant(grant);
    }

    /** Gives the builder this grant, in place of an older one. */
    void grant(BuildGrant grant) {
        DataFile.write(renewAt(), grant.renewAt().toString());
        DataFile.writeSecret(grant(), new String(grant.document(), StandardCharsets.UTF_8));
    }

    private Path renewAt() {
        return folder.resolve("renew");
    }

    private BuildState given() {
        var renewAt = DataFile.read(renewAt());
        return Files.exists(grant()) && renewAt != null
                ? new BuildState.Running(Instant.parse(renewAt))
                : new BuildState.NotStarted();
    }

    Path grant() {
        return folder.resolve("grant");
    }

    Path scratch() {
        return folder.resolve("scratch");
    }

    /** Only a log that {@link #begin} made: a build that was removed meanwhile gets no new file. */
    OutputStream openLog() throws IOException {
        return Files.newOutputStream(log(), StandardOpenOption.WRITE);
    }

    ProcessMark process() {
        return new ProcessMark(folder.resolve("process"));
    }

    void ended(int status, String lastLine) {
        DataFile.write(outcome(), status + "\n" + lastLine);
        Folders.remove(grant());
        Folders.remove(renewAt());
        Folders.remove(scratch());
        process().clear();
    }

    boolean hasEnded() {
        return Files.exists(outcome());
    }

    BuildState state() {
        var outcome = DataFile.read(outcome());
        if (outcome == null) {
            return given();
        }
        var words = outcome.split("\n", 2);
        var status = Integer.parseInt(words[0]);
        return status == 0 ? new BuildState.Succeeded() : failed(status, words[1]);
    }

    void remove() {
        Folders.remove(folder);
    }

    private static BuildState.Failed failed(int status, String lastLine) {
        if (status > SIGNALLED) {
            return new BuildState.Failed(
                    "Killed",
                    "the builder was ended by signal %s before it was done".formatted(status - SIGNALLED),
                    true);
        }
        var reason = switch (status) {
            case REFUSED -> "Refused";
            case TRY_AGAIN -> "TryAgain";
            default -> "BuilderFailed";
        };
        var message = lastLine.isBlank() ? "the builder ended with status %s".formatted(status) : lastLine;
        return new BuildState.Failed(reason, message, status == TRY_AGAIN);
    }

    private Path log() {
        return folder.resolve("log");
    }

    private Path outcome() {
        return folder.resolve("outcome");
    }
}
