package io.elemental.seedimage.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.cluster.builds.ActingNode;
import io.elemental.seedimage.cluster.builds.BaseBuildJob;
import io.elemental.seedimage.cluster.builds.BaseBuildSettings;
import io.elemental.seedimage.cluster.builds.KubernetesBaseBuilds;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.BuildGrant;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.cluster.BuildState.Failed;
import io.elemental.seedimage.rules.cluster.ClusterRefusedException;
import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.elemental.seedimage.testing.BaseBuildsContract;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesBaseBuildsTest implements BaseBuildsContract {

    private static final String BUILD = "0123456789abcdef0123456789abcdef-1";
    private static final String BACKOFF = "BackoffLimitExceeded";

    private final RealApiServer server = RealApiServer.orSkip();
    private final String namespace = server.newNamespace();
    private final BaseBuildSettings settings = new BaseBuildSettings(namespace, "example/base-builder:1");
    private final BaseBuilds builds = new KubernetesBaseBuilds(server.client(), settings);
    private final ActingNode node = new ActingNode(server.client(), namespace);

    @Override
    public BaseBuilds builds() {
        return builds;
    }

    @Override
    public byte[] grant() {
        return "{\"secret\":\"presigned\"}".getBytes(UTF_8);
    }

    private BuildGrant given() {
        return new BuildGrant(grant(), RENEW_AT);
    }

    @Override
    public void succeed(String build) {
        builds.run(build, given());
        node.complete(build);
    }

    @Override
    public void refuse(String build, String sentence) {
        builds.run(build, given());
        node.endContainer(build, 1, "Error", "FetchSource: 17 bytes in 1 s\n%s\n".formatted(sentence));
        node.fail(build, BACKOFF, "Job has reached the specified backoff limit");
    }

    @Test
    void aJobThatIsBeingDeletedIsWaitedFor() {
        start();
        var _ = server.client()
                .resource(node.job(BUILD))
                .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                .delete();

        assertThat(builds.stateOf(BUILD)).isEqualTo(new BuildState.Terminating());
        assertThat(builds.claim(BUILD, "another", SCRATCH, NAMESPACE)).isEqualTo("upload");
        assertThat(builds.uploadIdOf(BUILD)).hasValue("upload");
    }

    @Test
    void aJobThatIsNotOursIsNotTaken() {
        var job = BaseBuildJob.of(settings, BUILD, "upload", SCRATCH, NAMESPACE);
        job.getMetadata().getAnnotations().clear();
        var _ = server.client().resource(job).create();

        assertThatThrownBy(() -> builds.claim(BUILD, "upload", SCRATCH, NAMESPACE))
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessage(
                        "cannot create Job %s/base-%s: there is a Job of that name that is not ours", namespace, BUILD);
    }

    @Test
    void saysThatMemoryWasShort() {
        start();
        node.endContainer(BUILD, 137, "OOMKilled", null);
        node.fail(BUILD, BACKOFF, "Job has reached the specified backoff limit");

        assertThat(builds.stateOf(BUILD))
                .isEqualTo(new Failed("OOMKilled", "The builder needed more memory than its limit of 512 MiB."));
    }

    @Test
    void saysWhyThePodWasEvicted() {
        start();
        node.evict(BUILD, "Usage of EmptyDir volume \"scratch\" exceeds the limit \"192Mi\".");
        node.fail(BUILD, BACKOFF, "Job has reached the specified backoff limit");

        assertThat(builds.stateOf(BUILD))
                .isEqualTo(new Failed(
                        "Evicted",
                        "The builder's pod was evicted: Usage of EmptyDir volume \"scratch\" exceeds the limit \"192Mi\".",
                        true));
    }

    @Test
    void saysWhichDeadlineIsOver() {
        start();
        node.fail(BUILD, "DeadlineExceeded", "Job was active longer than specified deadline");

        assertThat(builds.stateOf(BUILD))
                .isEqualTo(new Failed("DeadlineExceeded", "The builder was not done within its deadline of 5 h."));
    }

    @Test
    void podsOfOthersSayNothing() {
        start();
        node.endContainer(BUILD, 1, "Error", "The older Job's last words.");
        node.orphan(BUILD);
        start();
        node.fail(BUILD, BACKOFF, "Job has reached the specified backoff limit");

        assertThat(builds.stateOf(BUILD))
                .isEqualTo(new Failed(
                        BACKOFF,
                        "The builder failed, and its pod is gone: Job has reached the specified backoff limit",
                        true));
    }

    @Test
    void listsPageByPage() {
        var all = IntStream.range(0, 5).mapToObj("source-%s"::formatted).toList();
        all.forEach(build -> builds.claim(build, "upload", SCRATCH, NAMESPACE));
        var foreign = BaseBuildJob.of(settings, "foreign", "upload", SCRATCH, NAMESPACE);
        foreign.getMetadata().getLabels().put("app.kubernetes.io/managed-by", "somebody");
        var _ = server.client().resource(foreign).create();

        assertThat(new KubernetesBaseBuilds(server.client(), settings, 2).all()).containsExactlyElementsOf(all);
    }

    @Test
    void needsNoOtherRights() {
        var access = new Access(server, namespace)
                .to("batch", "jobs", "get", "list", "create", "delete")
                .to("", "secrets", "get", "create", "patch", "delete")
                .to("", "pods", "list");
        try (var client = access.client()) {
            var mine = new KubernetesBaseBuilds(client, settings);

            var _ = mine.claim(BUILD, "upload", SCRATCH, NAMESPACE);
            mine.run(BUILD, given());
            mine.renew(BUILD, new BuildGrant(grant(), RENEW_AT.plusSeconds(1)));
            assertThat(mine.stateOf(BUILD)).isEqualTo(new BuildState.Running(RENEW_AT.plusSeconds(1)));
            refuse(BUILD, "The disk is full.");
            assertThat(mine.stateOf(BUILD)).isEqualTo(new Failed("Refused", "The disk is full."));
            assertThat(mine.all()).containsExactly(BUILD);
            assertThat(mine.unfinished()).isEmpty();
            node.orphan(BUILD);
            var _ = mine.claim(BUILD, "another", SCRATCH, NAMESPACE);
            mine.run(BUILD, given());
            mine.remove(BUILD);
            assertThat(mine.all()).isEmpty();
        }
    }

    @Test
    void knowsOfAFailureWithoutTheRightToSeePods() {
        start();
        refuse(BUILD, "The disk is full.");
        var access = new Access(server, namespace).to("batch", "jobs", "get");

        try (var client = access.client()) {
            assertThat(new KubernetesBaseBuilds(client, settings).stateOf(BUILD))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.reason()).isEqualTo(BACKOFF));
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void saysWhatItCouldNotDo(String action, Consumer<BaseBuilds> call) {
        var here = new BaseBuildSettings("seedimage", "example/base-builder:1");

        try (var client = Access.toNobody()) {
            assertThatThrownBy(() -> call.accept(new KubernetesBaseBuilds(client, here)))
                    .isInstanceOf(ClusterUnavailableException.class)
                    .hasMessage("cannot %s: the Kubernetes API does not answer", action);
        }
    }

    static Stream<Object[]> calls() {
        return Stream.of(
                call("get Job seedimage/base-b", builds -> builds.stateOf("b")),
                call("get Job seedimage/base-b", builds -> builds.uploadIdOf("b")),
                call("get Job seedimage/base-b", builds -> builds.run("b", new BuildGrant(new byte[0], RENEW_AT))),
                call("create Job seedimage/base-b", builds -> builds.claim("b", "u", 1, "n")),
                call("delete Secret seedimage/base-b", builds -> builds.remove("b")),
                call("list Jobs in seedimage", BaseBuilds::all),
                call("list Jobs in seedimage", BaseBuilds::unfinished));
    }

    private static Object[] call(String action, Consumer<BaseBuilds> call) {
        return new Object[] {action, call};
    }

    private void start() {
        var _ = builds.claim(BUILD, "upload", SCRATCH, NAMESPACE);
        builds.run(BUILD, given());
    }
}
