package io.elemental.seedimage.registration.files;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file that carries {@code spec.cloud-config}: a yip document if it has stages, a cloud-init document otherwise.
 */
public final class CloudConfigFile {

    private static final String PATH = "spec.cloud-config";
    private static final String CLOUD_INIT_HEADER = "#cloud-config\n";

    private CloudConfigFile() {}

    public static String of(Map<String, @Nullable Object> cloudConfig) {
        var isYip = cloudConfig.containsKey("stages");
        Stream.<Supplier<Optional<String>>>of(
                        () -> TextRules.firstProblem(PATH, cloudConfig),
                        () -> isYip ? lostBesideStages(cloudConfig) : Optional.empty(),
                        () -> (isYip ? BootSchema.YIP : BootSchema.CLOUD_INIT).firstProblem(PATH, cloudConfig),
                        () -> isYip ? StepOrder.firstProblem(PATH, cloudConfig) : Optional.empty())
                .flatMap(check -> check.get().stream())
                .findFirst()
                .ifPresent(problem -> {
                    throw new InvalidCloudConfigException(problem);
                });
        return (isYip ? "" : CLOUD_INIT_HEADER) + YamlText.of(cloudConfig);
    }

    private static Optional<String> lostBesideStages(Map<String, @Nullable Object> cloudConfig) {
        return cloudConfig.keySet().stream()
                .filter(key -> !BootSchema.YIP.shapes().containsKey(key))
                .filter(BootSchema.CLOUD_INIT.shapes()::containsKey)
                .sorted()
                .findFirst()
                .map(key ->
                        "%s must not stand beside stages: with stages this is a yip document, in which nothing reads it"
                                .formatted(FieldPath.field(PATH, key)));
    }
}
