package io.elemental.seedimage.cluster;

import static io.elemental.seedimage.cluster.ClusterCalls.calling;

import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Whose tokens are: the cluster, which issued them, says so. */
public final class KubernetesTokenReviews {

    private final KubernetesClient client;
    private final String audience;

    /** @param audience whom a token must be meant for */
    public KubernetesTokenReviews(KubernetesClient client, String audience) {
        this.client = client;
        this.audience = audience;
    }

    /**
     * Who has the token, as in "system:serviceaccount:fleet:default"; empty where it is no token, over or for others.
     */
    public Optional<String> subject(String token) {
        var review = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token)
                .withAudiences(audience)
                .endSpec()
                .build();
        return Optional.ofNullable(
                        calling("review a token", () -> client.tokenReviews().create(review))
                                .getStatus())
                .filter(status -> Boolean.TRUE.equals(status.getAuthenticated()))
                .filter(status ->
                        status.getAudiences() != null && status.getAudiences().contains(audience))
                .map(status -> status.getUser().getUsername());
    }
}
