package io.elemental.seedimage.registration.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.Slots;
import io.elemental.seedimage.rules.cluster.Registration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files that a seed image carries into the slots of its base. */
public final class SeedFiles {

    private SeedFiles() {}

    /**
     * The contents by names of {@link Slots}; nothing for a slot that stays empty. Equal input gives equal bytes.
     * {@link InvalidCloudConfigException} or {@link InvalidInputException}, for the registration's part, name the field
     * that the boot tool could not read.
     *
     * @param cloudConfig the JSON tree of {@code spec.cloud-config}
     * @param templates whether two opening braces in it begin a template for the boot tool; else they arrive as written
     */
    public static Map<String, byte[]> of(
            Registration registration, Map<String, @Nullable Object> cloudConfig, boolean templates) {
        var files = new TreeMap<String, byte[]>();
        files.put(Slots.AGENT, AgentFile.of(registration).getBytes(UTF_8));
        if (!cloudConfig.isEmpty()) {
            files.put(
                    Slots.CLOUD_CONFIG,
                    CloudConfigFile.of(cloudConfig, templates).getBytes(UTF_8));
        }
        return files;
    }
}
