package io.elemental.seedimage.cluster.builds;

import io.elemental.seedimage.rules.OneLine;
import io.elemental.seedimage.rules.cluster.BuildState.Failed;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Optional;

/** Explains why a node or the cluster ended a builder's pod, which says nothing of its source. */
final class PodEnd {

    private PodEnd() {}

    static Optional<Failed> of(Pod pod) {
        return Optional.ofNullable(pod.getStatus())
                .flatMap(status -> byNode(status).or(() -> byCluster(status)));
    }

    private static Optional<Failed> byNode(PodStatus status) {
        return Optional.ofNullable(status.getReason())
                .filter(reason -> !reason.isBlank())
                .map(reason -> {
                    var message = OneLine.of(status.getMessage(), "the node does not say why");
                    var sentence = "The builder's pod was %s: %s"
                            .formatted(reason.equals("Evicted") ? "evicted" : "ended", message);
                    return new Failed(OneLine.of(reason), OneLine.of(sentence), true);
                });
    }

    private static Optional<Failed> byCluster(PodStatus status) {
        return status.getConditions().stream()
                .filter(condition -> "DisruptionTarget".equals(condition.getType()))
                .filter(condition -> "True".equals(condition.getStatus()))
                .map(PodEnd::disrupted)
                .findFirst();
    }

    private static Failed disrupted(PodCondition condition) {
        var reason = OneLine.of(condition.getReason(), "Disrupted");
        var message = OneLine.of(condition.getMessage(), reason);
        return new Failed(reason, OneLine.of("The builder's pod was disrupted: " + message), true);
    }
}
