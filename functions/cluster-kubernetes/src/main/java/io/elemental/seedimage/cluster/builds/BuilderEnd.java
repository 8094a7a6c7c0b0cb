package io.elemental.seedimage.cluster.builds;

import io.elemental.seedimage.rules.OneLine;
import io.elemental.seedimage.rules.cluster.BuildState.Failed;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Explains how a builder ended, by its exit status and its last sentence. */
final class BuilderEnd {

    private static final int REFUSED = 1;
    private static final int TRY_AGAIN = 75;
    private static final int SIGNALLED = 128;

    private BuilderEnd() {}

    static Optional<Failed> of(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getContainerStatuses).orElse(List.of()).stream()
                .filter(container -> BuilderPod.CONTAINER.equals(container.getName()))
                .map(ContainerStatus::getState)
                .filter(Objects::nonNull)
                .map(ContainerState::getTerminated)
                .filter(Objects::nonNull)
                .map(end -> of(pod, end))
                .findFirst();
    }

    private static Failed of(Pod pod, ContainerStateTerminated end) {
        var status = end.getExitCode();
        return switch (OneLine.of(end.getReason(), "Error")) {
            case "OOMKilled" ->
                new Failed(
                        "OOMKilled",
                        "The builder needed more memory than its limit of %s.".formatted(memoryLimit(pod)));
            case "Error" ->
                status > SIGNALLED
                        ? killed(status - SIGNALLED)
                        : new Failed(reason(status), sentence(end), status == TRY_AGAIN);
            case "Unknown", "ContainerStatusUnknown" -> lost();
            case String other -> new Failed(other, sentence(end));
        };
    }

    private static String reason(int status) {
        return switch (status) {
            case REFUSED -> "Refused";
            case TRY_AGAIN -> "TryAgain";
            default -> "BuilderFailed";
        };
    }

    // Its last sentence then was progress, not a reason. Its limit of memory did not kill it: a node did.
    private static Failed killed(int signal) {
        return new Failed("Killed", "The builder was ended by signal %s before it was done.".formatted(signal), true);
    }

    // As containerd and the kubelet say it of a container that was gone when its node came back.
    private static Failed lost() {
        return new Failed("Lost", "The builder was lost with its node before it was done.", true);
    }

    private static String sentence(ContainerStateTerminated end) {
        return OneLine.of(
                OneLine.lastOf(end.getMessage()), "The builder ended with status %s.".formatted(end.getExitCode()));
    }

    private static String memoryLimit(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .filter(container -> BuilderPod.CONTAINER.equals(container.getName()))
                .map(Container::getResources)
                .map(ResourceRequirements::getLimits)
                .map(limits -> Optional.ofNullable(limits.get("memory")))
                .flatMap(Optional::stream)
                .map(limit ->
                        "%s MiB".formatted(Quantity.getAmountInBytes(limit).longValue() >> 20))
                .findFirst()
                .orElse("unknown size");
    }
}
