package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.catalog.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What GitOps tools make of a custom resource: the generic rules of kstatus ({@code sigs.k8s.io/cli-utils},
 * {@code pkg/kstatus/status}), again in Java.
 */
public enum Kstatus {
    IN_PROGRESS,
    FAILED,
    CURRENT;

    /**
     * What a resource that is not being deleted counts as.
     *
     * @param observed {@code status.observedGeneration}
     * @param conditions in the order of the status: the first that decides does
     */
    public static Kstatus of(long generation, @Nullable Long observed, List<Condition> conditions) {
        if (observed != null && observed != generation) {
            return IN_PROGRESS;
        }
        for (var condition : conditions) {
            if (condition.status().equals("True")) {
                switch (condition.type()) {
                    case "Reconciling" -> {
                        return IN_PROGRESS;
                    }
                    case "Stalled" -> {
                        return FAILED;
                    }
                    default -> {}
                }
            }
        }
        return conditions.stream()
                        .filter(condition -> condition.type().equals("Ready"))
                        .allMatch(condition -> condition.status().equals("True"))
                ? CURRENT
                : IN_PROGRESS;
    }
}
