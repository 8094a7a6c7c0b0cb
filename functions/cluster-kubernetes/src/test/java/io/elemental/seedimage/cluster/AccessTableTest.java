package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who may do what, asked of a real API server with the rules of {@code knative/}, verb by verb: this, and nothing else.
 */
class AccessTableTest {

    private static final String SYSTEM = KnativeAccess.SYSTEM;
    private static final String ELSEWHERE = "seedimage-elsewhere";
    private static final String OURS = "infrastructure.cluster.x-k8s.io/";
    private static final List<String> VERBS =
            List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");
    private static final List<String> RESOURCES = List.of(
            OURS + "seedimages",
            OURS + "seedimages/status",
            OURS + "elementalregistrations",
            OURS + "elementalregistrations/status",
            "batch/jobs",
            "/secrets",
            "/configmaps",
            "/pods",
            "/pods/log",
            "/pods/exec",
            "/events",
            "events.k8s.io/events",
            "/serviceaccounts",
            "/serviceaccounts/token",
            "/nodes",
            "rbac.authorization.k8s.io/roles",
            "rbac.authorization.k8s.io/rolebindings",
            "apps/deployments",
            "serving.knative.dev/services");

    private static final Set<String> TABLE = Set.of(
            "seedimage-reconcile fleet " + OURS + "seedimages get list patch",
            "seedimage-reconcile fleet " + OURS + "seedimages/status patch",
            "seedimage-reconcile fleet " + OURS + "elementalregistrations get",
            "seedimage-reconcile fleet /secrets get",
            "seedimage-reconcile fleet /configmaps get",
            "seedimage-reconcile fleet /events create patch",
            "seedimage-reconcile fleet events.k8s.io/events create patch",
            "seedimage-reconcile system " + OURS + "seedimages get list",
            "seedimage-reconcile system batch/jobs get list create delete",
            "seedimage-reconcile system /secrets get create patch delete",
            "seedimage-reconcile system /pods list",
            "seedimage-reconcile system /events create",
            "seedimage-reconcile elsewhere " + OURS + "seedimages get list",
            "seedimage-events fleet " + OURS + "seedimages get list watch",
            "seedimage-events fleet " + OURS + "elementalregistrations get list watch",
            "seedimage-events system batch/jobs get list watch");

    private final RealApiServer server = RealApiServer.orSkip();
    private final String fleet = server.newNamespace();

    @BeforeEach
    void apply() {
        Namespaces.put(server.client(), ELSEWHERE);
        new KnativeAccess(server).enable(fleet);
    }

    @Test
    void everyAccountMayDoThisAndNothingElse() {
        var allowed = new ArrayList<String>();
        for (var account : List.of("seedimage-download", "seedimage-reconcile", "seedimage-events", "default")) {
            for (var namespace : List.of("fleet", "system", "elsewhere")) {
                RESOURCES.forEach(resource -> allowed.addAll(line(account, namespace, resource)));
            }
        }

        assertThat(allowed).containsExactlyInAnyOrderElementsOf(TABLE);
    }

    private List<String> line(String account, String namespace, String resource) {
        var verbs = VERBS.stream()
                .filter(verb -> may(account, namespace, resource, verb))
                .toList();
        return verbs.isEmpty()
                ? List.of()
                : List.of("%s %s %s %s".formatted(account, namespace, resource, String.join(" ", verbs)));
    }

    private boolean may(String account, String namespace, String resource, String verb) {
        var slash = resource.indexOf('/');
        var names = Arrays.asList(resource.substring(slash + 1).split("/", 2));
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(KnativeAccess.user(account))
                .withGroups(KnativeAccess.GROUPS)
                .withResourceAttributes(new ResourceAttributesBuilder()
                        .withNamespace(
                                switch (namespace) {
                                    case "fleet" -> fleet;
                                    case "system" -> SYSTEM;
                                    default -> ELSEWHERE;
                                })
                        .withGroup(resource.substring(0, slash))
                        .withResource(names.getFirst())
                        .withSubresource(names.size() > 1 ? names.getLast() : null)
                        .withVerb(verb)
                        .build())
                .endSpec()
                .build();
        return server.client().resource(review).create().getStatus().getAllowed();
    }
}
