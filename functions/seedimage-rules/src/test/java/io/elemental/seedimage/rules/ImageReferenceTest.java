package io.elemental.seedimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    private static final String HEX = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "alpine, docker.io, library/alpine, latest",
        "rancher/elemental, docker.io, rancher/elemental, latest",
        "docker.io/alpine:3, docker.io, library/alpine, 3",
        "index.docker.io/alpine, docker.io, library/alpine, latest",
        "registry.example/a/b/c:v1.0_x, registry.example, a/b/c, v1.0_x",
        "Registry.Example:5000/a, registry.example:5000, a, latest",
        "localhost/a, localhost, a, latest",
        "localhost:5000/a, localhost:5000, a, latest",
        "[::1]:5000/a:b, [::1]:5000, a, b",
        "oci://registry.example/a:b, registry.example, a, b",
        "docker://registry.example/a:b, registry.example, a, b",
        "oci:registry.example/a:b, registry.example, a, b",
        "docker:registry.example/a:b, registry.example, a, b",
        "docker://alpine, docker.io, library/alpine, latest",
        "docker:27-dind, docker.io, library/docker, 27-dind",
        "docker:latest, docker.io, library/docker, latest",
        "oci:alpine, docker.io, library/oci, alpine",
        "docker:alpine:3, docker.io, library/alpine, 3",
        "docker:docker:27-dind, docker.io, library/docker, 27-dind",
        "docker://docker:27-dind, docker.io, library/docker, 27-dind",
        "docker.io/library/docker:27-dind, docker.io, library/docker, 27-dind",
        "docker:rancher/elemental, docker.io, rancher/elemental, latest",
        "OCI:rancher/elemental:v1, docker.io, rancher/elemental, v1",
        "registry.example/a__b-c.d--e, registry.example, a__b-c.d--e, latest"
    })
    void understandsWhatDockerUnderstands(String value, String host, String repository, String wanted) {
        var image = ImageReference.parse("f", value);

        assertThat(image.host()).isEqualTo(host);
        assertThat(image.repository()).isEqualTo(repository);
        assertThat(image.wanted()).isEqualTo(wanted);
        assertThat(image.canonical()).isEqualTo("oci://%s/%s:%s", host, repository, wanted);
    }

    @Test
    void theDigestDecides() {
        var image = ImageReference.parse("f", "a/b:c@sha256:" + HEX);

        assertThat(image.wanted()).isEqualTo("sha256:" + HEX);
        assertThat(image.tag()).contains("c");
        assertThat(image.shown()).isEqualTo("docker.io/a/b:c@sha256:" + HEX);
        assertThat(ImageReference.parse("f", "a/b@sha256:" + HEX).shown()).isEqualTo("docker.io/a/b@sha256:" + HEX);
    }

    /** An '@' says nothing of whether "docker" is a prefix or an image. */
    @Test
    void aTagWithADigestIsATag() {
        var image = ImageReference.parse("f", "docker:27-dind@sha256:" + HEX);

        assertThat(image.shown()).isEqualTo("docker.io/library/docker:27-dind@sha256:" + HEX);
    }

    @Test
    void dockerHubHasNamesOfItsOwn() {
        var hub = ImageReference.parse("f", "alpine");
        var other = ImageReference.parse("f", "registry.example:5000/alpine");

        assertThat(hub.registry()).isEqualTo("registry-1.docker.io");
        assertThat(hub.authKey()).isEqualTo("https://index.docker.io/v1/");
        assertThat(other.registry()).isEqualTo("registry.example:5000");
        assertThat(other.authKey()).isEqualTo("registry.example:5000");
        assertThat(other.hostName()).isEqualTo("registry.example");
        assertThat(ImageReference.parse("f", "[::1]/a").hostName()).isEqualTo("[::1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "oci://",
                "A",
                "a//b",
                "10.0.0.500:5000/a",
                "registry.lan.1/a",
                "my-registry.5g:5000/a",
                "[::::]/a",
                "a/",
                "/a",
                "a:",
                "a:b:c/",
                "a:-b",
                "a b",
                "a/B",
                "a..b",
                "a___b",
                "-a",
                "a-",
                "registry.example/",
                "registry.example:0/a",
                "registry.example:65536/a",
                "registry.example:x/a",
                "-.example/a",
                "a_b.example/c",
                "..../a",
                "[::1/a",
                "../a",
                "a/../b",
                "a?b",
                "a#b",
                "https://registry.example/a",
                "a%2fb"
            })
    void refusesWhatIsNone(String value) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ImageReference.parse("spec.baseImage", value))
                .withMessageStartingWith("spec.baseImage '" + value + "' ");
    }

    @ParameterizedTest
    @CsvSource({"a, 513, 512", "a, 256, 255", "a:, 129, 128"})
    void refusesWhatIsTooLong(String start, int letters, String limit) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ImageReference.parse("spec.baseImage", start + "b".repeat(letters)))
                .withMessageContaining(limit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://us:s3cret@registry.example/a",
                "us:s3cret@registry.example/a",
                "a@sha256:abc",
                "a@",
                "a@s3cret"
            })
    void showsNothingThatMayBeAPassword(String value) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ImageReference.parse("f", value))
                .withMessage("f has an '@' that no digest follows: sha256: and 64 of 0-9, a-f");
    }

    @Test
    void refusesWhatNobodySees() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ImageReference.parse("f", "a\u200bb"))
                .withMessage("f has the character U+200B, which nobody could see");
    }

    /** Whatever is written: it is refused with a sentence, or its canonical form means the same. */
    @Test
    void whatIsUnderstoodIsUnderstoodAgain() {
        var random = new Random(14);
        var words = List.of(
                "a",
                "b1",
                ".",
                ":",
                "/",
                "@",
                "-",
                "_",
                "localhost",
                "x.example",
                "5000",
                "oci://",
                "docker:",
                "A",
                "sha256:" + HEX);
        var understood = 0;
        for (var n = 0; n < 50_000; n++) {
            var value = random.ints(1 + random.nextInt(7), 0, words.size())
                    .mapToObj(words::get)
                    .collect(Collectors.joining());
            try {
                var image = ImageReference.parse("f", value);
                assertThat(ImageReference.parse("f", image.canonical()).canonical())
                        .isEqualTo(image.canonical());
                assertThat(ImageReference.parse("f", image.shown()).canonical()).isEqualTo(image.canonical());
                understood++;
            } catch (InvalidInputException e) {
                assertThat(e).hasMessageStartingWith("f ");
            }
        }
        assertThat(understood).isGreaterThan(1000);
    }
}
