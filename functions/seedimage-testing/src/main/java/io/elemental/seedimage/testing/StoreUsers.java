package io.elemental.seedimage.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes users of one bucket of a real store as an installation has them: each with policies of {@code knative/minio}.
 */
public interface StoreUsers {

    /** A key of the store; a secret of a test. */
    record User(String accessKey, String secretKey) {}

    /**
     * Skips the test where there is no program to make them; fails it where SEEDIMAGE_REQUIRE_REAL_PARTS is true.
     *
     * @param bucket that the policies are for
     */
    static StoreUsers orSkip(RealStore store, String bucket) {
        if (!Files.isExecutable(MinioProgram.client())) {
            throw RealStore.missing("no client of MinIO at %s".formatted(MinioProgram.client()));
        }
        return switch (store.kind()) {
            case MINIO -> new MinioUsers(store, bucket);
            case VERSITYGW -> new VersitygwUsers(store, bucket);
        };
    }

    /**
     * A new user that may do what these policies allow together, and nothing else.
     *
     * @param policies names of files without their ending, say "grant"
     */
    User with(String... policies);

    static User newUser() {
        return new User("user-" + UUID.randomUUID(), UUID.randomUUID().toString());
    }

    /** The policy of this name, for another bucket. */
    static String policy(String name, String bucket) {
        try {
            return Files.readString(Path.of("..", "..", "knative", "minio", name + ".json"))
                    .replace("arn:aws:s3:::seedimages", "arn:aws:s3:::" + bucket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program that speaks with the store; its first three words may be told when it fails. */
    static void run(Map<String, String> environment, List<String> command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("%s: %s".formatted(command.subList(0, 3), said));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
