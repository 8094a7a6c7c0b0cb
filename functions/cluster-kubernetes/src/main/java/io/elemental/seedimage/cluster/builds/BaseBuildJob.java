package io.elemental.seedimage.cluster.builds;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The Job of a base build: one pod, one attempt. */
public final class BaseBuildJob {

    /** The labels of all Jobs of base builds. */
    public static final Map<String, String> LABELS =
            Map.of("app.kubernetes.io/name", "base-builder", "app.kubernetes.io/managed-by", "seedimage");

    static final String BUILD_LABEL = "seedimage.elemental.cattle.io/build";

    private static final String UPLOAD_ID = "seedimage.elemental.cattle.io/upload-id";
    private static final String WANTED_IN = "seedimage.elemental.cattle.io/namespace";

    private BaseBuildJob() {}

    /** The name of the Job and of its grant. */
    static String name(String build) {
        return "base-" + build;
    }

    static Map<String, String> labels(String build) {
        var labels = new LinkedHashMap<>(LABELS);
        labels.put(BUILD_LABEL, build);
        return labels;
    }

    /** The upload id of a Job; empty when it is not a Job of a base build. */
    static Optional<String> uploadId(Job job) {
        return Optional.ofNullable(job.getMetadata().getAnnotations()).map(annotations -> annotations.get(UPLOAD_ID));
    }

    /** The build of a Job. */
    static String build(Job job) {
        return job.getMetadata().getLabels().getOrDefault(BUILD_LABEL, "");
    }

    /** The namespace that a Job was begun for; empty when the Job does not say. */
    static String wantedIn(Job job) {
        return Optional.ofNullable(job.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(WANTED_IN))
                .orElse("");
    }

    /**
     * A Job whose pod waits until its grant exists.
     *
     * @param size the largest result of the build, in bytes
     * @param wantedIn the namespace that it is begun for, and whose place it takes
     */
    public static Job of(BaseBuildSettings settings, String build, String uploadId, long size, String wantedIn) {
        return new JobBuilder()
                .withNewMetadata()
                .withNamespace(settings.namespace())
                .withName(name(build))
                .withLabels(labels(build))
                .addToAnnotations(UPLOAD_ID, uploadId)
                .addToAnnotations(WANTED_IN, wantedIn)
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                .withActiveDeadlineSeconds(settings.deadline().toSeconds())
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels(build))
                .endMetadata()
                .withSpec(new BuilderPod(settings, size).spec(name(build)))
                .endTemplate()
                .endSpec()
                .build();
    }
}
