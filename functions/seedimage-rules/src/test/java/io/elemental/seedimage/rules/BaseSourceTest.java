package io.elemental.seedimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseSourceTest {

    @ParameterizedTest
    @CsvSource({
        "https://mirror.example/os.iso, https://mirror.example/os.iso",
        "HTTPS://Mirror.Example:443/os.iso, https://mirror.example/os.iso",
        "http://mirror.example:80, http://mirror.example/",
        "http://mirror.example:8080/a%20b?c=d%26, http://mirror.example:8080/a%20b?c=d%26",
        "https://[2001:db8::1]/a, https://[2001:db8::1]/a",
        "http://File_Server:18100/f/os.iso?a=b, http://file_server:18100/f/os.iso?a=b",
        "http://file_server:80, http://file_server/",
        "http://a_b.c-d.example/x, http://a_b.c-d.example/x",
    })
    void addressesOfTheSameFileAreTheSameWord(String baseImage, String canonical) {
        assertThat(parse(baseImage)).isEqualTo(new BaseSource.Web(canonical));
    }

    @Test
    void knowsWhatWasUploadedForTheNamespace() {
        assertThat(parse("s3://images/uploads/fleet/0123-os.iso"))
                .isEqualTo(
                        new BaseSource.Uploaded("s3://images/uploads/fleet/0123-os.iso", "uploads/fleet/0123-os.iso"));
    }

    /** An image in whatever spelling; how references are read is shown by their own test. */
    @ParameterizedTest
    @CsvSource({
        "registry.example/os:v1, oci://registry.example/os:v1",
        "oci://registry.example/os:v1, oci://registry.example/os:v1",
        "docker://Registry.Example:5000/os, oci://registry.example:5000/os:latest",
        "docker:registry.example/os, oci://registry.example/os:latest",
        "docker:27-dind, oci://docker.io/library/docker:27-dind",
        "docker://docker:27-dind, oci://docker.io/library/docker:27-dind",
        "elemental/os:v1, oci://docker.io/elemental/os:v1",
        "os, oci://docker.io/library/os:latest",
    })
    void takesImagesOfRegistries(String baseImage, String canonical) {
        assertThat(parse(baseImage)).isInstanceOf(BaseSource.Image.class);
        assertThat(parse(baseImage).canonical()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://mirror.example/os.iso | has a scheme that is none of http, https, oci, s3",
                "file:///etc/passwd | has a scheme that is none of http, https, oci, s3",
                "https:///os.iso | names no host",
                "http://file_server:80a/os.iso | names no host",
                "https://file_server/os.iso | has an underscore in its host's name, which no certificate can have;"
                        + " use another name",
                "https://mirror.example/os.iso#top | has a fragment, which is not part of an address",
                "s3://other/uploads/fleet/os.iso | lies outside of s3://images/uploads/fleet/, where sources of this"
                        + " namespace are",
                "s3://images/uploads/other/os.iso | lies outside of s3://images/uploads/fleet/, where sources of this"
                        + " namespace are",
                "s3://images/uploads/fleet2/os.iso | lies outside of s3://images/uploads/fleet/, where sources of this"
                        + " namespace are",
                "s3://images/bases/x/image | lies outside of s3://images/uploads/fleet/, where sources of this"
                        + " namespace are",
                "s3://images/uploads/fleet/../other/a | lies outside of s3://images/uploads/fleet/, where sources of"
                        + " this namespace are",
                "s3://images/uploads/fleet/ | lies outside of s3://images/uploads/fleet/, where sources of this"
                        + " namespace are",
                "S3://images/uploads/fleet/a | lies outside of s3://images/uploads/fleet/, where sources of this"
                        + " namespace are",
            })
    void refusesEverythingElseWithASentence(String baseImage, String why) {
        assertThatThrownBy(() -> parse(baseImage))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("spec.baseImage '%s' %s", baseImage, why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0000", "\u007f", "\u0080", "\u200d", "\u2028", "\ufdd0", "\ufffe", "\uffff", "\udbff\udfff"})
    void refusesWhatNobodyCouldSeeInAStatus(String character) {
        for (var address : List.of("https://mirror.example/%s.iso", "s3://images/uploads/fleet/%s", "%s")) {
            assertThatThrownBy(() -> parse(address.formatted(character)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(String.format(
                            Locale.ROOT,
                            "spec.baseImage has the character U+%04X, which nobody could see",
                            character.codePointAt(0)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://me:secret@mirror.example/os.iso",
        "https://secret@mirror.example/os.iso",
        "https://me:secret@mirror.example/os iso",
        "s3://secret@images/uploads/fleet/os.iso",
    })
    void neverShowsUserInformation(String baseImage) {
        assertThatThrownBy(() -> parse(baseImage))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesWhatIsNoUrl() {
        assertThatThrownBy(() -> parse("https://mirror.example/os iso"))
                .hasMessage("spec.baseImage 'https://mirror.example/os iso' is not a URL");
    }

    private static BaseSource parse(String baseImage) {
        return BaseSource.parse(baseImage, "fleet", "images");
    }
}
