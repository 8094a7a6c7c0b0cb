package io.elemental.seedimage.cluster.builds;

import io.elemental.seedimage.rules.InvalidInputException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of base builds: where they run, and their limits.
 *
 * @param namespace of the Jobs and of their grants: our own
 * @param image with the base builder
 * @param serviceAccount that pulls the image; null: the namespace's default. Its token is not mounted
 * @param deadline of a build, in whole seconds, from 1 minute to the validity of a grant's URLs; 5 hours unless set
 * @param memoryLimit in bytes, at least 128 MiB, requested as well; 512 MiB unless set
 * @param cpuRequest in thousandths of a core, at least 1; 250 unless set
 * @param cpuLimit in thousandths of a core, at least what is requested; 2,000 unless set
 * @param priorityClass of its pods, which a quota may count; null: none
 */
public record BaseBuildSettings(
        String namespace,
        String image,
        @Nullable String serviceAccount,
        Duration deadline,
        long memoryLimit,
        int cpuRequest,
        int cpuLimit,
        @Nullable String priorityClass) {

    private static final long MIB = 1024L * 1024;
    private static final long LEAST_MEMORY = 128 * MIB;
    private static final Duration LEAST_DEADLINE = Duration.ofMinutes(1);

    public BaseBuildSettings {
        require(!namespace.isBlank(), "namespace", namespace, "a name");
        require(!image.isBlank(), "image", image, "a name");
        require(deadline.compareTo(LEAST_DEADLINE) >= 0, "deadline", deadline, "at least 1 minute");
        require(memoryLimit >= LEAST_MEMORY, "memoryLimit", memoryLimit, "at least 128 MiB");
        require(cpuRequest >= 1, "cpuRequest", cpuRequest, "at least 1 thousandth of a core");
        require(cpuLimit >= cpuRequest, "cpuLimit", cpuLimit, "at least cpuRequest, %s".formatted(cpuRequest));
    }

    /** Uses defaults for settings that are rarely set. */
    public BaseBuildSettings(String namespace, String image) {
        this(namespace, image, null, Duration.ofHours(5), 512 * MIB, 250, 2000, null);
    }

    private static void require(boolean holds, String field, Object value, String expected) {
        if (!holds) {
            throw new InvalidInputException("%s '%s' is not %s".formatted(field, value, expected));
        }
    }
}
