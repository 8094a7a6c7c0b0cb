package io.elemental.seedimage.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Makes users of a real MinIO as an installation has them: each with policies of {@code knative/minio}. */
public final class MinioUsers {

    private static final Path POLICIES = Path.of("..", "..", "knative", "minio");

    /** A key of the store; a secret of a test. */
    public record User(String accessKey, String secretKey) {}

    private final RealMinio minio;
    private final String bucket;

    private MinioUsers(RealMinio minio, String bucket) {
        this.minio = minio;
        this.bucket = bucket;
    }

    /**
     * Skips the test where there is no client of MinIO; fails it where SEEDIMAGE_REQUIRE_REAL_PARTS is true.
     *
     * @param bucket that the policies are for
     */
    public static MinioUsers orSkip(RealMinio minio, String bucket) {
        if (!Files.isExecutable(MinioProgram.client())) {
            var sentence = "no client of MinIO at %s".formatted(MinioProgram.client());
            throw "true".equals(System.getenv("SEEDIMAGE_REQUIRE_REAL_PARTS"))
                    ? new IllegalStateException(sentence)
                    : new TestAbortedException(sentence);
        }
        return new MinioUsers(minio, bucket);
    }

    /**
     * A new user that may do what these policies allow together, and nothing else.
     *
     * @param policies names of files without their ending, say "grant"
     */
    public User with(String... policies) {
        var user = new User("user-" + UUID.randomUUID(), UUID.randomUUID().toString());
        try {
            var folder = Files.createTempDirectory("minio-users");
            mc(folder, "user", "add", "real", user.accessKey(), user.secretKey());
            for (var policy : policies) {
                var name = policy + "-" + bucket;
                var text = Files.readString(POLICIES.resolve(policy + ".json"))
                        .replace("arn:aws:s3:::seedimages", "arn:aws:s3:::" + bucket);
                var file = Files.writeString(folder.resolve(policy + ".json"), text);
                mc(folder, "policy", "create", "real", name, file.toString());
                mc(folder, "policy", "attach", "real", name, "--user", user.accessKey());
            }
            ExternalCommand.removeAll(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return user;
    }

    private void mc(Path folder, String... arguments) throws IOException {
        var endpoint = minio.endpoint();
        var command = Stream.concat(
                        Stream.of(MinioProgram.client().toString(), "--config-dir", folder.toString(), "admin"),
                        Stream.of(arguments))
                .toList();
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put(
                        "MC_HOST_real",
                        "%s://%s:%s@%s"
                                .formatted(
                                        endpoint.getScheme(),
                                        minio.accessKey(),
                                        minio.secretKey(),
                                        endpoint.getRawAuthority()));
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(
                        "mc admin %s: %s".formatted(List.of(arguments).subList(0, 2), said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
