package io.elemental.seedimage.local.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.rules.Delivery;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class OptionsTest {

    @Test
    void withoutArgumentsItIsTheDemo() {
        var options = Options.parse();

        assertThat(options.data(Path.of("/checkout"))).isEqualTo(Path.of("/checkout/target/run-local"));
        assertThat(options.manifests()).isEmpty();
        assertThat(options.base()).isEmpty();
        assertThat(options.port()).isEmpty();
        assertThat(options.s3()).isEmpty();
        assertThat(options.bucket()).isEqualTo("seedimages");
        assertThat(options.delivery()).isEqualTo(Delivery.AUTO);
        assertThat(options.once()).isFalse();
    }

    @Test
    void readsEveryOption() {
        var options = Options.parse(
                "--data",
                "d",
                "--base",
                "a.iso",
                "--port=0",
                "--delivery",
                "proxy",
                "--s3",
                "http://127.0.0.1:9000",
                "--bucket",
                "b",
                "--once");

        assertThat(options.data(Path.of("/checkout"))).isEqualTo(Path.of("d"));
        assertThat(options.base()).contains("a.iso");
        assertThat(options.port()).contains(0);
        assertThat(options.delivery()).isEqualTo(Delivery.PROXY);
        assertThat(options.s3()).contains(URI.create("http://127.0.0.1:9000"));
        assertThat(options.bucket()).isEqualTo("b");
        assertThat(options.once()).isTrue();
        assertThat(Options.parse("--manifests", "m").manifests()).contains(Path.of("m"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--port 65536 | --port 65536 is not between 0 and 65535",
                "--port x | 'x' is not an int",
                "--delivery fast | 'fast' is not auto, redirect or proxy",
                "--s3 here | --s3 'here' is not a URL such as http://127.0.0.1:9000",
                "--s3 ftp://host | --s3 'ftp://host' is not a URL such as http://127.0.0.1:9000",
                "--manifests m --base b | --base is for the demo; with --manifests, spec.baseImage says it",
                "--manifests m --once | --once makes its round trip with the demo, not with --manifests",
                "--data | Missing required parameter for option '--data'",
                "--sideways | Unknown option: '--sideways'",
                "word | Unmatched argument at index 0: 'word'"
            })
    void refusesWithOneSentence(String arguments, String sentence) {
        assertThatThrownBy(() -> Options.parse(arguments.split(" ", -1)))
                .isInstanceOf(CommandLine.ParameterException.class)
                .message()
                .contains(sentence)
                .hasLineCount(1);
    }

    @Test
    void theScriptNamesEveryOption() throws IOException {
        var script = Files.readString(Path.of("../../scripts/run-local"));

        for (var option : new CommandLine(new Options()).getCommandSpec().options()) {
            assertThat(script).contains("#   " + option.longestName() + " ");
        }
    }
}
