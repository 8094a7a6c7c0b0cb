package io.elemental.seedimage.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedSourcesTest {

    private final AllowedSources some =
            new AllowedSources(Set.of("https", "s3"), Set.of("mirror.example", "*.suse.example"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://mirror.example/x.iso",
                "https://MIRROR.example:8443/x.iso",
                "https://a.suse.example/x.iso",
                "https://a.b.suse.example/x.iso",
                "s3://bucket/uploads/fleet/any-thing.iso"
            })
    void allows(String baseImage) {
        assertThatCode(() -> some.require(BaseSource.parse(baseImage, "fleet", "bucket")))
                .doesNotThrowAnyException();
        assertThatCode(() -> AllowedSources.ALL.require(BaseSource.parse(baseImage, "fleet", "bucket")))
                .doesNotThrowAnyException();
    }

    @Test
    void imagesHaveASchemeAndAHostAsOthersHave() {
        var hosts = new AllowedSources(Set.of("oci"), Set.of("registry.example"));

        assertThatCode(() -> hosts.require(BaseSource.parse("registry.example:5000/os:v1", "fleet", "bucket")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> hosts.require(BaseSource.parse("elemental/os:v1", "fleet", "bucket")))
                .hasMessage("spec.baseImage 'oci://docker.io/elemental/os:v1' is on a host that this installation does"
                        + " not allow: [registry.example]");
        assertThatThrownBy(() -> some.require(BaseSource.parse("mirror.example/os:v1", "fleet", "bucket")))
                .hasMessage("spec.baseImage 'oci://mirror.example/os:v1' has a scheme that this installation does not"
                        + " allow: [https, s3]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://file_server:18100/x.iso", "http://[2001:db8::1]:80/x", "http://10.0.0.1?x=http://y/"})
    void knowsEveryHost(String baseImage) {
        var hosts = new AllowedSources(Set.of("http"), Set.of("file_server", "[2001:db8::1]", "10.0.0.1"));

        assertThatCode(() -> hosts.require(BaseSource.parse(baseImage, "fleet", "bucket")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "http://mirror.example/x | spec.baseImage 'http://mirror.example/x' has a scheme that this "
                        + "installation does not allow: [https, s3]",
                "https://other.example/x | spec.baseImage 'https://other.example/x' is on a host that this "
                        + "installation does not allow: [*.suse.example, mirror.example]",
                "https://suse.example/x | spec.baseImage 'https://suse.example/x' is on a host that this "
                        + "installation does not allow: [*.suse.example, mirror.example]",
                "https://notsuse.example/x | spec.baseImage 'https://notsuse.example/x' is on a host that this "
                        + "installation does not allow: [*.suse.example, mirror.example]"
            })
    void refuses(String baseImage, String sentence) {
        assertThatThrownBy(() -> some.require(BaseSource.parse(baseImage, "fleet", "bucket")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(sentence);
    }
}
