package io.elemental.seedimage.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PackImageTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        write("app/demo.jar", "the program");
        write("app/lib/other-1.0.jar", "of others");
        write("root/etc/passwd", "nonroot");
        write("root/opt/java/openjdk/bin/java", "a runtime");
        Files.setPosixFilePermissions(
                folder.resolve("root/opt/java/openjdk/bin/java"), PosixFilePermissions.fromString("rwx------"));
        write("classes.aot", "a cache");
    }

    @Test
    void equalFilesGiveAnEqualImageWheneverTheyWereWritten() throws IOException {
        var first = pack("first");
        for (var file : List.of("app/demo.jar", "root/etc/passwd", "classes.aot")) {
            Files.setLastModifiedTime(folder.resolve(file), FileTime.from(Instant.EPOCH));
        }

        assertThat(layers(pack("second"))).isEqualTo(layers(first)).hasSize(4);
    }

    @Test
    void anotherCacheIsAnotherLastLayerAndNothingElse() throws IOException {
        var first = layers(pack("first"));
        write("classes.aot", "another cache");

        var second = layers(pack("second"));

        assertThat(second.subList(0, 3)).isEqualTo(first.subList(0, 3));
        assertThat(second.getLast()).isNotEqualTo(first.getLast());
    }

    @Test
    void runsAsNobodyAndSaysWhatItIs() throws IOException {
        var config = config(pack("first"));

        assertThat(config.at("/architecture").asString()).isEqualTo("arm64");
        assertThat(config.at("/config/User").asString()).isEqualTo("65532:65532");
        assertThat(config.at("/config/Labels/org.opencontainers.image.title").asString())
                .isEqualTo("demo");
        assertThat(config.at("/config/Entrypoint").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "/opt/java/openjdk/bin/java",
                        "-XX:+UseSerialGC",
                        "-XX:AOTCache=/app/classes.aot",
                        "-jar",
                        "/app/demo.jar");
    }

    @Test
    void whatMayBeExecutedMayBeExecutedByEverybody() throws IOException {
        var archive = pack("first");

        var listing = new ArrayList<String>();
        for (var layer : layers(archive)) {
            listing.addAll(Tar.list(archive.resolve("blobs").resolve(layer.replace(':', '/'))));
        }

        assertThat(listing)
                .contains("-rwxr-xr-x 0/0 opt/java/openjdk/bin/java", "-rw-r--r-- 0/0 etc/passwd")
                .contains("-rw-r--r-- 0/0 app/demo.jar", "-rw-r--r-- 0/0 app/classes.aot");
    }

    /** As the store's, which has programs of others. */
    @Test
    void withoutAProgramThereAreButFolders() throws IOException {
        var archive = folder.resolve("folders.tar");
        assertThat(new CommandLine(new PackImage())
                        .execute(
                                "--arch=amd64",
                                "--root=" + folder.resolve("root"),
                                "--reference=dev.local/folders:1",
                                "--to=" + archive,
                                "--work=" + folder.resolve("work")))
                .isZero();
        var image = Tar.unpack(archive, folder.resolve("folders"));

        assertThat(layers(image)).hasSize(1);
        assertThat(config(image).at("/config/User").asString()).isEqualTo("65532:65532");
        assertThat(config(image).at("/config/Entrypoint")).isEmpty();
    }

    @Test
    void refusesWhatIsMissing() {
        assertThat(new CommandLine(new PackImage()).execute("--program", "demo"))
                .isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNamed() {
        var ran = Ran.of(
                new PackImage(),
                "--program=demo",
                "--application=" + folder.resolve("app"),
                "--arch=amd64",
                "--reference=localhost:1/demo:1",
                "--work=" + folder.resolve("work"));

        assertThat(ran.status()).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(ran.said()).singleElement().asString().contains("localhost:1");
    }

    /** Packs and returns the folder that the archive was unpacked into. */
    private Path pack(String name) throws IOException {
        var archive = folder.resolve(name + ".tar");
        var status = new CommandLine(new PackImage())
                .execute(
                        "--program",
                        "demo",
                        "--application",
                        folder.resolve("app").toString(),
                        "--arch",
                        "arm64",
                        "--root",
                        folder.resolve("root").toString(),
                        "--cache",
                        folder.resolve("classes.aot").toString(),
                        "--jvm-option=-XX:+UseSerialGC",
                        "--label",
                        "org.opencontainers.image.title=demo",
                        "--reference",
                        "dev.local/demo:1",
                        "--to",
                        archive.toString(),
                        "--work",
                        folder.resolve("work-" + name).toString());
        assertThat(status).isZero();
        return Tar.unpack(archive, folder.resolve(name));
    }

    private static List<String> layers(Path image) throws IOException {
        return manifest(image)
                .at("/layers")
                .valueStream()
                .map(layer -> layer.at("/digest").asString())
                .toList();
    }

    private static JsonNode config(Path image) throws IOException {
        return blob(image, manifest(image).at("/config/digest").asString());
    }

    private static JsonNode manifest(Path image) throws IOException {
        var index = JSON.readTree(Files.readString(image.resolve("index.json")));
        return blob(image, index.at("/manifests/0/digest").asString());
    }

    private static JsonNode blob(Path image, String digest) throws IOException {
        return JSON.readTree(Files.readString(image.resolve("blobs").resolve(digest.replace(':', '/'))));
    }

    private void write(String name, String content) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), content);
    }
}
