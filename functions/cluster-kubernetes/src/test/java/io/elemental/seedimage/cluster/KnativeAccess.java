package io.elemental.seedimage.cluster;

import io.elemental.seedimage.testing.ExternalCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The accounts and rights of {@code knative/}, at a real API server. */
public final class KnativeAccess {

    public static final String SYSTEM = "seedimage-system";

    /** What every account is in. */
    static final String[] GROUPS = {"system:serviceaccounts", "system:authenticated"};

    private final RealApiServer server;

    /** Applies what is there for the whole cluster and for our own namespace. */
    public KnativeAccess(RealApiServer server) {
        this.server = server;
        Namespaces.put(server.client(), SYSTEM);
        for (var item : read(server, "knative")) {
            if (item.getApiVersion().startsWith("rbac.") || item.getKind().equals("ServiceAccount")) {
                var _ = server.client().resource(item).serverSideApply();
            }
        }
    }

    /** Lets a namespace have SeedImages. */
    public void enable(String namespace) {
        for (var item : read(server, "knative/seedimage-namespace")) {
            item.getMetadata().setNamespace(namespace);
            var _ = server.client().resource(item).serverSideApply();
        }
    }

    /** Does what an account may do; its caller closes it. */
    public KubernetesClient as(String account) {
        return new KubernetesClientBuilder()
                .withConfig(server.config()
                        .withImpersonateUsername(user(account))
                        .withImpersonateGroups(GROUPS)
                        .build())
                .build();
    }

    /** The name of an account as the API server's rules know it. */
    static String user(String account) {
        return "system:serviceaccount:%s:%s".formatted(SYSTEM, account);
    }

    /** A folder as kubectl renders it. */
    static String rendered(String folder) {
        var kubectl =
                ControlPlanePrograms.find().orElseThrow(RealApiServer::missing).kubectl();
        return ExternalCommand.run(Path.of("../.."), kubectl.toString(), "kustomize", folder);
    }

    static List<HasMetadata> read(RealApiServer server, String folder) {
        return server.client()
                .load(new ByteArrayInputStream(rendered(folder).getBytes(StandardCharsets.UTF_8)))
                .items();
    }
}
