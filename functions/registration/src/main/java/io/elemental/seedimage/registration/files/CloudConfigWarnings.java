package io.elemental.seedimage.registration.files;

import io.elemental.seedimage.rules.cluster.Warning;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the boot tool ignores of a cloud-config that it can read, or does otherwise than it is written. */
public final class CloudConfigWarnings {

    /** Most warnings, so that a status stays readable. */
    static final int MOST = 20;

    private CloudConfigWarnings() {}

    /** The first ones, in the order of sorted keys. */
    public static List<Warning> of(Map<String, @Nullable Object> cloudConfig) {
        return CloudConfigFile.schema(cloudConfig)
                .warnings(CloudConfigFile.PATH, cloudConfig)
                .limit(MOST)
                .toList();
    }
}
