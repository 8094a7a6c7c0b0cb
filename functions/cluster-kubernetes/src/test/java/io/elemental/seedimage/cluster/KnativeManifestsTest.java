package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.builds.BaseBuildJob;
import io.elemental.seedimage.cluster.builds.BaseBuildSettings;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code knative/} as kubectl renders it. */
class KnativeManifestsTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SPEC = "/spec/template/spec";

    private final List<JsonNode> resources = rendered("knative");

    @ParameterizedTest
    @ValueSource(
            strings = {"knative", "knative/minio", "knative/example", "knative/testbed", "knative/testbed-authenticated"
            })
    void areInNoTrap(String folder) {
        assertThat(KnativeTraps.in(rendered(folder))).isEmpty();
    }

    /** A resource, what is set in it ("-" removes), and a word of the trap that it then is in. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Service seedimage-download | /spec/template/spec/timeoutSeconds | 3600 | longer than Knative allows",
                "Service seedimage-download | /spec/template/spec/timeoutSeconds | 30 | within a cold start",
                "Service seedimage-download | /spec/template/spec/idleTimeoutSeconds | 5 | idle timeout",
                "Service seedimage-download | /spec/template/spec/responseStartTimeoutSeconds | 5 | first byte",
                "Service seedimage-download | /spec/template/metadata/annotations/autoscaling.knative.dev~1min-scal | 0 | min-scal",
                "Service seedimage-reconcile | /spec/template/spec/containers/0/startupProbe | 1 | startup probe",
                "Service seedimage-reconcile | /spec/template/spec/containers/0/readinessProbe | - | without a probe",
                "Service seedimage-download | /spec/template/spec/containers/0/readinessProbe/periodSeconds | - | after ten",
                "Service seedimage-reconcile | /spec/template/spec/containers/0/readinessProbe/periodSeconds | 10 | after ten",
                "Service seedimage-reconcile | /spec/template/spec/containers/0/livenessProbe/initialDelaySeconds | 1 | while it starts",
                "Service seedimage-download | /spec/template/spec/containers/0/ports/0/name | h2c | not HTTP/1",
                "Service seedimage-download | /spec/template/spec/containers/0/image | registry.example/x:1 | by a tag",
                "Service seedimage-download | /spec/template/spec/containers/0/image | dev.local/x:latest | by a tag",
                "Service seedimage-download | /spec/template/spec/containers/0/securityContext | - | more rights",
                "Service seedimage-reconcile | /spec/template/spec/timeoutSeconds | 100 | waits longer",
                "Broker seedimage | /spec/delivery/timeout | PT30S | within a slice",
                "Broker seedimage | /spec/delivery/retry | 0 | not delivered again",
                "Broker seedimage | /spec/delivery/retry | 10 | loses its place",
                "Broker seedimage | /spec/delivery/deadLetterSink | - | nobody hears",
                "Trigger seedimage-sweep | /spec/delivery | 1 | replaces the whole",
                "Trigger seedimage-sweep | /spec/subscriber/uri | - | nobody listens",
                "ApiServerSource seedimage | /spec/mode | Resource | keys and all",
                "ApiServerSource seedimage | /spec/namespaceSelector/matchLabels | - | starts it anew",
            })
    void fallIntoATrapWhenTheyAreChanged(String resource, String pointer, String value, String trap) {
        var parent = (ObjectNode) find(resource).at(pointer.substring(0, pointer.lastIndexOf('/')));
        var field = pointer.substring(pointer.lastIndexOf('/') + 1).replace("~1", "/");
        if (value.equals("-")) {
            parent.remove(field);
        } else {
            parent.set(
                    field,
                    value.matches("[0-9]+")
                            ? JSON.getNodeFactory().numberNode(Integer.parseInt(value))
                            : JSON.getNodeFactory().stringNode(value));
        }

        assertThat(KnativeTraps.in(resources)).anyMatch(sentence -> sentence.contains(trap));
    }

    @Test
    void downloadsKnowNoCluster() {
        var pod = find("Service seedimage-download").at(SPEC);

        assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.at("/containers/0/envFrom").findValuesAsString("name"))
                .containsExactly("seedimage-settings", "seedimage-store-read");
    }

    /** Whoever has a builder's grant has no more than the key that signed it, so that is never the reconciler's own. */
    @Test
    void grantsAreSignedWithKeysOfTheirOwn() {
        var container = find("Service seedimage-reconcile").at(SPEC + "/containers/0");
        var keys = new TreeMap<String, String>();
        container
                .at("/env")
                .forEach(variable -> keys.put(
                        variable.at("/name").asString(),
                        variable.at("/valueFrom/secretKeyRef/name").asString() + " "
                                + variable.at("/valueFrom/secretKeyRef/key").asString()));

        assertThat(container.at("/envFrom").findValuesAsString("name")).contains("seedimage-store-write");
        assertThat(keys)
                .isEqualTo(Map.of(
                        "SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID", "seedimage-store-grant AWS_ACCESS_KEY_ID",
                        "SEEDIMAGE_S3_GRANT_SECRET_ACCESS_KEY", "seedimage-store-grant AWS_SECRET_ACCESS_KEY",
                        "SEEDIMAGE_S3_READ_ACCESS_KEY_ID", "seedimage-store-read AWS_ACCESS_KEY_ID",
                        "SEEDIMAGE_S3_READ_SECRET_ACCESS_KEY", "seedimage-store-read AWS_SECRET_ACCESS_KEY"));
    }

    /** Ours, the builder's in its setting, and the store's: what is installed in earnest is what was looked at. */
    @Test
    void anInstallationNamesEveryImageByItsDigest() {
        var example = rendered("knative/example");
        var images = example.stream()
                .flatMap(resource -> resource.at(SPEC).findValuesAsString("image").stream())
                .collect(Collectors.toSet());
        example.forEach(resource -> images.addAll(resource.at("/data").findValuesAsString("SEEDIMAGE_BUILDER_IMAGE")));

        assertThat(images).hasSize(4).allSatisfy(image -> assertThat(image).matches("[a-z./-]+@sha256:[0-9a-f]{64}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"knative", "knative/minio", "knative/example", "knative/testbed"})
    void theStoreIsSpokenToInTls(String folder) {
        assertThat(rendered(folder).stream()
                        .flatMap(resource -> resource.at("/data").properties().stream())
                        .filter(setting -> setting.getKey().startsWith("SEEDIMAGE_S3_"))
                        .filter(setting -> setting.getKey().endsWith("PLAIN_HTTP"))
                        .map(setting -> setting.getValue().asString()))
                .containsExactly("false");
        assertThat(KnativeAccess.rendered(folder))
                .doesNotContain("http://minio")
                .doesNotContain("http://$(MINIO");
    }

    @Test
    void onlyKnativeReachesTheReconciler() {
        assertThat(find("Service seedimage-reconcile")
                        .at("/metadata/labels/networking.knative.dev~1visibility")
                        .asString())
                .isEqualTo("cluster-local");
    }

    /** A place is held from a request's first byte on, so that with one of them one slow sender would be enough. */
    @Test
    void slowSendersHoldNoPlaceInFrontOfTheReconciler() {
        assertThat(find("Service seedimage-reconcile")
                        .at(SPEC + "/containerConcurrency")
                        .asInt(-1))
                .isZero();
        assertThat(find("Service seedimage-reconcile")
                        .at("/spec/template/metadata/annotations/autoscaling.knative.dev~1max-scale")
                        .asString())
                .isEqualTo("1");
    }

    /** All names of it are those of what there is; who is allowed is written as Eventing names its accounts. */
    @Test
    void authenticatedEventsAreOurSourcesAndOurTriggers() {
        var authenticated = rendered("knative/testbed-authenticated");

        assertThat(find(authenticated, "EventPolicy seedimage-sources").at("/spec/from"))
                .extracting(from -> from.at("/ref/kind").asString() + " "
                        + from.at("/ref/name").asString())
                .allSatisfy(source -> assertThat(find(authenticated, source)).isNotNull())
                .hasSize(3);
        var settings = find(authenticated, "Service seedimage-reconcile").at(SPEC + "/containers/0/env");
        var audience = setting(settings, "SEEDIMAGE_RECONCILE_EVENTS_AUDIENCE");
        var triggers = named(authenticated, "Trigger");
        assertThat(triggers)
                .isNotEmpty()
                .allSatisfy(trigger -> assertThat(find(authenticated, "Trigger " + trigger)
                                .at("/spec/subscriber/audience")
                                .asString())
                        .isEqualTo(audience));
        assertThat(find(authenticated, "Broker seedimage")
                        .at("/spec/delivery/deadLetterSink/audience")
                        .asString())
                .isEqualTo(audience);
        assertThat(settings.findValuesAsString("name"))
                .as("the keys of grants stay")
                .contains("SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID", "SEEDIMAGE_S3_READ_ACCESS_KEY_ID");
        assertThat(setting(settings, "SEEDIMAGE_RECONCILE_EVENTS_FROM").split(",", -1))
                .containsExactlyInAnyOrderElementsOf(triggers.stream()
                        .map("system:serviceaccount:seedimage-system:%s-oidc-eventing.knative.dev-trigger"::formatted)
                        .toList());
    }

    private static String setting(JsonNode settings, String name) {
        return StreamSupport.stream(settings.spliterator(), false)
                .filter(setting -> setting.at("/name").asString().equals(name))
                .map(setting -> setting.at("/value").asString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void jobsOfOthersAreNotWatched() {
        var labels = find("ApiServerSource seedimage-base-builds").at("/spec/resources/0/selector/matchLabels");

        labels.properties()
                .forEach(label -> assertThat(BaseBuildJob.LABELS)
                        .containsEntry(label.getKey(), label.getValue().asString()));
        assertThat(labels.isEmpty()).isFalse();
    }

    private static List<String> named(List<JsonNode> resources, String kind) {
        return resources.stream()
                .filter(resource -> resource.at("/kind").asString().equals(kind))
                .map(resource -> resource.at("/metadata/name").asString())
                .toList();
    }

    /** Four builds with default settings fit into the quota, which counts them by their class, and a fifth does not. */
    @Test
    void theQuotaHasRoomForFourBuilds() {
        var quota = find("ResourceQuota seedimage-base-builds");
        var className = find("ConfigMap seedimage-reconcile-settings")
                .at("/data/SEEDIMAGE_BUILDER_PRIORITY_CLASS")
                .asString();
        var resources = BaseBuildJob.of(
                        new BaseBuildSettings("seedimage", "example/base-builder:1"), "b-1", "u", 6L << 30, "fleet")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getResources();

        assertThat(find("PriorityClass " + className).at("/preemptionPolicy").asString())
                .isEqualTo("Never");
        assertThat(find("PriorityClass " + className).at("/metadata/namespace").isMissingNode())
                .isTrue();
        assertThat(quota.at("/spec/scopeSelector/matchExpressions/0/values/0").asString())
                .isEqualTo(className);
        assertThat(quota.at("/metadata/namespace").asString()).isEqualTo(KnativeAccess.SYSTEM);
        assertThat(quota.at("/spec/hard/pods").asInt()).isEqualTo(4);
        resources.getRequests().forEach((name, each) -> hasRoomForFour(quota, "requests." + name, each));
        resources.getLimits().forEach((name, each) -> hasRoomForFour(quota, "limits." + name, each));
    }

    /** A quota for pods of one priority class counts no disk: the API server refuses it. */
    private static void hasRoomForFour(JsonNode quota, String resource, Quantity each) {
        if (resource.endsWith("ephemeral-storage")) {
            return;
        }
        var hard = Quantity.getAmountInBytes(
                Quantity.parse(quota.at("/spec/hard").path(resource).asString()));

        assertThat(hard)
                .as(resource)
                .isBetween(
                        Quantity.getAmountInBytes(each).multiply(BigDecimal.valueOf(4)),
                        Quantity.getAmountInBytes(each).multiply(BigDecimal.valueOf(4.9)));
    }

    private JsonNode find(String kindAndName) {
        return find(resources, kindAndName);
    }

    private static JsonNode find(List<JsonNode> resources, String kindAndName) {
        return resources.stream()
                .filter(resource -> "%s %s"
                        .formatted(
                                resource.at("/kind").asString(),
                                resource.at("/metadata/name").asString())
                        .equals(kindAndName))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> rendered(String folder) {
        var resources = new ArrayList<JsonNode>();
        for (var document : KnativeAccess.rendered(folder).split("(?m)^---$", -1)) {
            resources.add(JSON.valueToTree(Serialization.unmarshal(document, Object.class)));
        }
        return resources;
    }
}
