package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.registration.Spelling;
import io.elemental.seedimage.rules.cluster.Warning;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The steps of each stage. The boot tool takes any name, and runs the stages it is asked for: those of the boot (units
 * of elemental-toolkit 2.2) and the hooks of its commands (pkg/constants/constants.go), each also with .before and
 * .after.
 */
record Stages(Shape steps) implements ObjectShape {

    private static final Set<String> RUN = Set.of(
            "pre-rootfs",
            "rootfs",
            "initramfs",
            "fs",
            "boot",
            "network",
            "reconcile",
            "before-install",
            "after-install-chroot",
            "after-install",
            "post-install",
            "before-upgrade",
            "after-upgrade-chroot",
            "after-upgrade",
            "post-upgrade",
            "before-reset",
            "after-reset-chroot",
            "after-reset",
            "post-reset",
            "before-disk",
            "after-disk-chroot",
            "after-disk",
            "post-disk");

    private static final Pattern SIDE = Pattern.compile("\\.(before|after)$");

    @Override
    public Optional<Shape> shapeOf(String key) {
        return Optional.of(steps);
    }

    @Override
    public Stream<Warning> warnings(String path, @Nullable Object value) {
        return value instanceof Map<?, ?> map
                ? new TreeMap<Object, @Nullable Object>(map)
                        .entrySet().stream()
                                .flatMap(stage -> ofStage(path, stage.getKey().toString(), stage.getValue()))
                : Stream.of();
    }

    private Stream<Warning> ofStage(String path, String name, @Nullable Object value) {
        var field = FieldPath.field(path, name);
        var plain = SIDE.matcher(name).replaceFirst("");
        var unknown = RUN.contains(plain)
                ? Stream.<Warning>of()
                : Stream.of(new Warning(
                        field,
                        "is not a stage of the boot or of an installation, so its steps run only if somebody asks for it"
                                + Spelling.hint(plain, RUN)));
        return Stream.concat(unknown, steps.warnings(field, value));
    }
}
