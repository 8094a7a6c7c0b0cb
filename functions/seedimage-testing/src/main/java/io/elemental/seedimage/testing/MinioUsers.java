package io.elemental.seedimage.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Users of MinIO, with policies of their own. */
record MinioUsers(RealStore store, String bucket) implements StoreUsers {

    @Override
    public User with(String... policies) {
        var user = StoreUsers.newUser();
        mc(store, "admin", "user", "add", "real", user.accessKey(), user.secretKey());
        for (var policy : policies) {
            var name = policy + "-" + bucket;
            withFile(
                    StoreUsers.policy(policy, bucket),
                    file -> mc(store, "admin", "policy", "create", "real", name, file.toString()));
            mc(store, "admin", "policy", "attach", "real", name, "--user", user.accessKey());
        }
        return user;
    }

    /** What takes a file. */
    interface FileUse {
        void with(Path file);
    }

    /** Writes a file that is there as long as it is used. */
    static void withFile(String text, FileUse use) {
        try {
            var file = Files.writeString(Files.createTempFile("policy", ".json"), text);
            use.with(file);
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs MinIO's client, which knows the store as "real". */
    static void mc(RealStore store, String... arguments) {
        try {
            var folder = Files.createTempDirectory("mc");
            var host = "%s://%s:%s@%s"
                    .formatted(
                            store.endpoint().getScheme(),
                            store.accessKey(),
                            store.secretKey(),
                            store.endpoint().getRawAuthority());
            StoreUsers.run(
                    Map.of("MC_HOST_real", host, "MC_CONFIG_DIR", folder.toString()),
                    Stream.concat(Stream.of(MinioProgram.client().toString()), Stream.of(arguments))
                            .toList());
            ExternalCommand.removeAll(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
