package io.elemental.seedimage.registration.files;

import io.elemental.seedimage.registration.schema.BootSchema;
import io.elemental.seedimage.registration.schema.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file that carries {@code spec.cloud-config}: a yip document if it has stages and nothing of cloud-init, a
 * cloud-init document otherwise; under the header of cloud-init the boot tool runs stages as well.
 */
public final class CloudConfigFile {

    static final String PATH = "spec.cloud-config";
    private static final String CLOUD_INIT_HEADER = "#cloud-config\n";

    private CloudConfigFile() {}

    /**
     * Returns the whole content of the file.
     *
     * @param templates whether two opening braces begin a template; else they arrive as they are written
     */
    public static String of(Map<String, @Nullable Object> cloudConfig, boolean templates) {
        var schema = schema(cloudConfig);
        Stream.<Supplier<Optional<String>>>of(
                        () -> TextRules.firstProblem(PATH, cloudConfig),
                        () -> schema.firstProblem(PATH, cloudConfig),
                        () -> StepOrder.firstProblem(PATH, cloudConfig, schema.equals(BootSchema.YIP)))
                .flatMap(check -> check.get().stream())
                .findFirst()
                .ifPresent(problem -> {
                    throw new InvalidCloudConfigException(problem);
                });
        var tree = templates ? cloudConfig : schema.copy(cloudConfig);
        return (schema.equals(BootSchema.YIP) ? "" : CLOUD_INIT_HEADER) + YamlText.of(tree);
    }

    static Fields schema(Map<String, @Nullable Object> cloudConfig) {
        if (!cloudConfig.containsKey("stages")) {
            return BootSchema.CLOUD_INIT;
        }
        return cloudConfig.keySet().stream().anyMatch(BootSchema.CLOUD_INIT.shapes()::containsKey)
                ? BootSchema.BOTH
                : BootSchema.YIP;
    }
}
