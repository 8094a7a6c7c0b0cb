package io.elemental.seedimage.registration.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.registration.Yaml;
import io.elemental.seedimage.registration.files.CloudConfigFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The boot tool renders some texts as Go templates; without the annotation, what was written arrives as written. */
public class TemplateTextTest {

    private static final String TEXT = "docker inspect --format '{{.State.Running}}' x";

    /** Of Go's templates all that we write: text, and text in backquotes between braces. */
    public static String rendered(String template) {
        var text = new StringBuilder();
        var at = 0;
        for (var open = template.indexOf("{{"); open >= 0; open = template.indexOf("{{", at)) {
            assertThat(template.substring(open)).startsWith("{{`{{`}}");
            text.append(template, at, open).append("{{");
            at = open + "{{`{{`}}".length();
        }
        return text.append(template.substring(at)).toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{ }} {",
                "{{",
                "{{{",
                "{{{{",
                "{{{{{ }}",
                "{{- x -}} {{/* y */}}",
                "{{`{{`}}",
                "{{\"{{\"}} template \"base\" . }}",
                "{{ template \"base\" . }}\n[a]\n"
            })
    void isRenderedAsItIsWritten(String text) {
        assertThat(rendered(TemplateText.literal(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runcmd: [a, '%s']",
                "hostname: '%s'",
                "write_files: [{path: /a, content: '%s'}]",
                "write_files: [{path: /a, encoding: text, content: '%s'}]",
                "milpa_files: [{path: /a, content: '%s'}]",
                "stages: {boot: [{commands: [a, '%s']}]}",
                "stages: {boot: [{if: '%s'}]}",
                "stages: {boot: [{hostname: '%s'}]}",
                "stages: {boot: [null, {files: [null, {path: /a, content: '%s'}]}], network: null}",
                "stages: {boot: [{environment: {A: '%s', B: 1}}]}",
                "stages: {boot: [{ensure_entities: [{path: /a, entity: '%s'}]}]}",
                "stages: {boot: [{delete_entities: [{path: /a, entity: '%s'}]}]}",
                "{stages: {boot: [{commands: [a, '%s']}]}, users: [{name: a}]}",
            })
    void arrivesAsItIsWrittenWhereItIsRendered(String yaml) {
        var file = CloudConfigFile.of(Yaml.map(yaml.formatted("{{ x }}")), false);

        assertThat(file).contains("{{`{{`}} x }}");
        assertThat(CloudConfigFile.of(Yaml.map(rendered(file)), true)).isEqualTo(rendered(file));
        assertThat(Yaml.read(rendered(file))).isEqualTo(Yaml.read(yaml.formatted("{{ x }}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "write_files: [{path: '%s', owner: '%s'}]",
                "users: [{name: a, passwd: '%s', ssh_authorized_keys: ['%s']}]",
                "unknown: {a: [b, '%s']}",
                "stages: {boot: [{name: '%s', node: '%s', sysctl: {a: '%s'}, dns: {path: '%s'}}]}",
                "stages: {boot: [{files: [{path: '%s'}], downloads: [{url: '%s'}], environment: {'%s': a}}]}",
            })
    void isLeftAloneWhereItIsNotRendered(String yaml) {
        var cloudConfig = Yaml.map(yaml.replace("%s", "{{ x }}"));

        assertThat(Yaml.read(CloudConfigFile.of(cloudConfig, false))).isEqualTo(cloudConfig);
    }

    @Test
    void templatesAreRenderedOnDemand() {
        var cloudConfig = Yaml.map("stages: {initramfs: [{hostname: 'node-{{ trunc 4 .MachineID }}'}]}");

        assertThat(Yaml.read(CloudConfigFile.of(cloudConfig, true))).isEqualTo(cloudConfig);
    }

    @Test
    void packedContentArrivesAsItIsWritten() throws IOException {
        assertThat(decoded("b64", Base64.getEncoder().encodeToString(TEXT.getBytes(UTF_8))))
                .isEqualTo(TEXT);
        for (var encoding : List.of("gz+b64", "gz+base64", "gzip+b64", "gzip+base64")) {
            assertThat(decoded(encoding, packed(TEXT.getBytes(UTF_8)))).isEqualTo(TEXT);
        }
    }

    @Test
    void packedContentWithoutBracesStaysAsItIs() throws IOException {
        var content = packed("{ no template }".getBytes(UTF_8));
        var cloudConfig = file("gz+b64", content);

        assertThat(Yaml.read(CloudConfigFile.of(cloudConfig, false))).isEqualTo(cloudConfig);
    }

    @Test
    void bytesThatAreNoTextStayTheSame() throws IOException {
        var bytes = new byte[] {(byte) 0xff, '{', '{', 0, (byte) 0x80, '\r', '\n'};

        var file = Yaml.map(CloudConfigFile.of(file("gz+b64", packed(bytes)), false));

        var content = Base64.getDecoder().decode((String) Yaml.at(file, "write_files", 0, "content"));
        assertThat(content).containsExactly(0xff, '{', '{', '`', '{', '{', '`', '}', '}', 0, 0x80, '\r', '\n');
    }

    /** What the file has in the end, when the boot tool decoded and rendered it. */
    private static String decoded(String encoding, String content) {
        var file = Yaml.at(Yaml.map(CloudConfigFile.of(file(encoding, content), false)), "write_files", 0);
        assertThat(Yaml.at(file, "encoding")).isEqualTo("b64");
        return rendered(new String(Base64.getDecoder().decode((String) Yaml.at(file, "content")), UTF_8));
    }

    private static Map<String, @Nullable Object> file(String encoding, String content) {
        return Map.of("write_files", List.of(Map.of("path", "/a", "encoding", encoding, "content", content)));
    }

    private static String packed(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }
}
