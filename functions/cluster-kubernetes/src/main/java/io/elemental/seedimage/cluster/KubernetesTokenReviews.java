package io.elemental.seedimage.cluster;

import static io.elemental.seedimage.cluster.api.ClusterCalls.calling;

import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Asks the cluster, which issues tokens, who owns a token. */
public final class KubernetesTokenReviews {

    private final KubernetesClient client;
    private final String audience;

    /** @param audience that a token must have */
    public KubernetesTokenReviews(KubernetesClient client, String audience) {
        this.client = client;
        this.audience = audience;
    }

    /**
     * The owner of a token, as in "system:serviceaccount:fleet:default". Empty where the token is invalid, expired or
     * for another audience.
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
