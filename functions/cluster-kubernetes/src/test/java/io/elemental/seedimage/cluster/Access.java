package io.elemental.seedimage.cluster;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A user who may do in one namespace what is said, and nothing else. */
final class Access {

    private final RealApiServer server;
    private final String namespace;
    private final String user = "user-" + UUID.randomUUID();
    private final List<PolicyRule> rules = new ArrayList<>();

    Access(RealApiServer server, String namespace) {
        this.server = server;
        this.namespace = namespace;
    }

    Access to(String group, String resource, String... verbs) {
        rules.add(rule(group, resource, verbs).build());
        return this;
    }

    Access toNamed(String group, String resource, String name, String... verbs) {
        rules.add(rule(group, resource, verbs).withResourceNames(name).build());
        return this;
    }

    /** Its caller closes it. */
    KubernetesClient client() {
        var _ = server.client()
                .resource(new RoleBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(user)
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .serverSideApply();
        var _ = server.client()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(user)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", user)
                        .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                        .build())
                .serverSideApply();
        return new KubernetesClientBuilder()
                .withConfig(server.config().withImpersonateUsername(user).build())
                .build();
    }

    /** A client of an API server that does not run. */
    static KubernetesClient toNobody() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("https://127.0.0.1:1")
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    private static PolicyRuleBuilder rule(String group, String resource, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verbs);
    }
}
