package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.Change;
import io.elemental.seedimage.rules.ResourceRef;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads which change an event is about. Pure. */
final class ChangeOf {

    private static final Pattern RESOURCE_CHANGED =
            Pattern.compile("dev\\.knative\\.apiserver\\.(ref|resource)\\.(add|update|delete)");
    private static final String OUR_GROUP = "infrastructure.cluster.x-k8s.io/";
    private static final Pattern BASE_JOB = Pattern.compile("base-([0-9a-f]{32}-[1-9][0-9]{0,9})");

    private final String jobNamespace;

    /** @param jobNamespace where base builds run; Jobs of other namespaces are not ours, whatever their names */
    ChangeOf(String jobNamespace) {
        this.jobNamespace = jobNamespace;
    }

    /**
     * Empty where the event concerns nobody. {@link io.elemental.seedimage.rules.InvalidInputException} where a name is
     * invalid.
     */
    Optional<Change> read(ResourceEvent event) {
        if (!RESOURCE_CHANGED.matcher(event.type()).matches()) {
            return Optional.empty();
        }
        var ours = event.apiVersion().startsWith(OUR_GROUP);
        return switch (event.kind()) {
            case "SeedImage" -> ours ? Optional.of(new Change.SeedImageChanged(ref(event))) : Optional.empty();
            case "ElementalRegistration" ->
                ours ? Optional.of(new Change.RegistrationChanged(ref(event))) : Optional.empty();
            case "Job" -> event.apiVersion().equals("batch/v1") ? build(event) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Change> build(ResourceEvent event) {
        var job = BASE_JOB.matcher(event.name());
        return event.namespace().equals(jobNamespace) && job.matches()
                ? Optional.of(new Change.BaseBuildChanged(job.group(1)))
                : Optional.empty();
    }

    private static ResourceRef ref(ResourceEvent event) {
        return new ResourceRef(event.namespace(), event.name());
    }
}
