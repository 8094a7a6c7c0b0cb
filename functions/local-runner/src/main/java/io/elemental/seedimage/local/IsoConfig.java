package io.elemental.seedimage.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

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
    Fields agentRegistration() {
        var slot = document(text("90-elemental-agent.yaml"));
        var content = slot.object("stages").objects("initramfs").stream()
                .flatMap(step -> step.objects("files").stream())
                .filter(file -> file.required("path").endsWith("/config.yaml"))
                .findFirst()
                .orElseThrow(() -> new StepFailedException("90-elemental-agent.yaml writes no config.yaml"))
                .required("content");
        var config = new String(Base64.getMimeDecoder().decode(content), StandardCharsets.UTF_8);
        return document(config).object("registration");
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

    private static Fields document(String text) {
        return ManifestDocuments.read("slot", text).byLine().values().stream()
                .findFirst()
                .orElseThrow(() -> new StepFailedException("a slot holds no YAML object"));
    }
}
