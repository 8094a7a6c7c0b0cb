package io.elemental.seedimage.registration.files;

import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.Templating;
import io.elemental.seedimage.rules.cluster.Warning;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the boot tool ignores of a cloud-config that it can read, or does otherwise than it is written. */
public final class CloudConfigWarnings {

    /** Most warnings, so that a status stays readable. */
    static final int MOST = 20;

    private static final Warning BRACES = new Warning(
            CloudConfigFile.PATH,
            "has {{ in it, which arrives as it is written: where it is to begin a template, set the annotation"
                    + " %s to \"true\", else to \"false\"".formatted(SeedImage.TEMPLATES_ANNOTATION));

    private CloudConfigWarnings() {}

    /** The first ones, in the order of sorted keys, behind what may be a template that nobody renders. */
    public static List<Warning> of(Map<String, @Nullable Object> cloudConfig, Templating templating) {
        return Stream.concat(
                        templating == Templating.UNSAID ? braces(cloudConfig) : Stream.of(),
                        CloudConfigFile.schema(cloudConfig).warnings(CloudConfigFile.PATH, cloudConfig))
                .limit(MOST)
                .toList();
    }

    /** Only where the boot tool would render them: elsewhere no annotation changes anything. */
    private static Stream<Warning> braces(Map<String, @Nullable Object> cloudConfig) {
        var escaped = CloudConfigFile.schema(cloudConfig).copy(cloudConfig);
        return escaped.equals(cloudConfig) ? Stream.of() : Stream.of(BRACES);
    }
}
