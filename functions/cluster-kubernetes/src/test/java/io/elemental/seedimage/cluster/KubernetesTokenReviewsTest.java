package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import org.junit.jupiter.api.Test;

/** Whose tokens are, asked of a real API server. */
class KubernetesTokenReviewsTest {

    private final RealApiServer server = RealApiServer.orSkip();
    private final String namespace = server.newNamespace();

    @Test
    void tokensForUsAreTheirAccountsAndAllOthersNobodys() {
        server.client()
                .serviceAccounts()
                .inNamespace(namespace)
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("trigger")
                        .endMetadata()
                        .build())
                .create();
        var reviews = new KubernetesTokenReviews(server.client(), "seedimage-reconcile");

        assertThat(reviews.subject(token("seedimage-reconcile")))
                .hasValue("system:serviceaccount:%s:trigger".formatted(namespace));
        assertThat(reviews.subject(token("another"))).isEmpty();
        assertThat(reviews.subject(token("seedimage-reconcile").replaceAll("\\.[^.]*$", ".x")))
                .isEmpty();
        assertThat(reviews.subject("nonsense")).isEmpty();
    }

    private String token(String audience) {
        TokenRequest request = new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(audience)
                .withExpirationSeconds(3600L)
                .endSpec()
                .build();
        return server.client()
                .serviceAccounts()
                .inNamespace(namespace)
                .withName("trigger")
                .tokenRequest(request)
                .getStatus()
                .getToken();
    }
}
