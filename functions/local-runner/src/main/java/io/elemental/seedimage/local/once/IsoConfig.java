package io.elemental.seedimage.local.once;

import io.elemental.seedimage.local.common.StepFailedException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** The two files of an image that make it a seed image, as xorriso takes them out. */
final class IsoConfig {

    private final Path folder;

    private IsoConfig(Path folder) {
        this.folder = folder;
    }

    /** Takes {@code /iso-config} out of an image into a folder of this name. */
    static IsoConfig extract(Tool tool, Path working, String image, String folder) {
        tool.must("xorriso", "-osirrox", "on", "-indev", image, "-extract", "/iso-config", folder);
        return new IsoConfig(working.resolve(folder));
    }

    /** The agent's {@code registration} object, decoded from the file that the boot stage writes. */
    JsonNode agentRegistration() {
        var content = document(text("90-elemental-agent.yaml"))
                .at("/stages/initramfs")
                .valueStream()
                .flatMap(step -> step.path("files").valueStream())
                .filter(file -> file.path("path").asString().endsWith("/config.yaml"))
                .findFirst()
                .orElseThrow(() -> new StepFailedException("90-elemental-agent.yaml writes no config.yaml"))
                .path("content")
                .asString();
        var config = new String(Base64.getMimeDecoder().decode(content), StandardCharsets.UTF_8);
        return document(config).path("registration");
    }

    String cloudConfig() {
        return text("cloud-config.yaml");
    }

    private String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }

    private static JsonNode document(String text) {
        return Serialization.unmarshal(text, JsonNode.class);
    }
}
