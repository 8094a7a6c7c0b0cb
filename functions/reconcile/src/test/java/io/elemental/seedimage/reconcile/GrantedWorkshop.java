package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.builds.ActingNode;
import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.store.GrantLinks;
import io.elemental.seedimage.testing.Http;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Builders of a cluster that know no more than the grant in their Job's Secret. */
public record GrantedWorkshop(ActingNode node) implements Workshop {

    @Override
    public byte[] grant(String build) {
        return node.grant(build);
    }

    @Override
    public String upload(GrantDocument grant, int number, byte[] content) {
        return put(Http.put(URI.create(Workshop.url(grant, number)), content))
                .headers()
                .firstValue("ETag")
                .orElseThrow()
                .replace("\"", "");
    }

    @Override
    public void report(ResultDocument result) {
        var grant = Documents.read(DocumentType.GRANT, grant(result.build()));
        var _ = put(Http.put(URI.create(grant.result()), Documents.write(DocumentType.RESULT, result))
                .header("Content-Type", GrantLinks.DOCUMENT_TYPE));
    }

    @Override
    public void end(String build, BuildState state) {
        switch (state) {
            case BuildState.Succeeded() -> node.complete(build);
            case BuildState.Failed failed -> {
                node.endContainer(build, 1, "Error", failed.message());
                node.fail(build, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
            }
            default -> throw new IllegalArgumentException("no end: " + state);
        }
    }

    private static HttpResponse<byte[]> put(HttpRequest.Builder request) {
        var response = Http.send(request);
        assertThat(response.statusCode()).as("answer to a builder").isEqualTo(200);
        return response;
    }
}
