package io.elemental.seedimage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.store.GrantLinks;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.MultipartUploads.Part;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What grants must do that lead to a server: take what a builder sends, as it is signed for and in no other way. */
public interface FetchableGrantLinksContract extends GrantLinksContract {

    Duration AN_HOUR = Duration.ofHours(1);
    int FULL = (int) MultipartUploads.MIN_PART_SIZE;

    ObjectStore objects();

    MultipartUploads uploads();

    @Test
    default void readsASource() {
        var key = Samples.key();
        objects().put(key, Samples.bytes(1, 1000), new Precondition.None());
        var link = grantLinks().source(key, AN_HOUR);

        assertThat(Http.send(Http.get(link).header("Range", "bytes=100-199")).body())
                .isEqualTo(Samples.range(Samples.bytes(1, 1000), 100, 100));
        assertThat(Http.send(Http.put(link, new byte[2])).statusCode()).isEqualTo(403);
    }

    @Test
    default void takesADocumentAsADocumentOnly() {
        var key = Samples.key();
        var link = grantLinks().document(key, AN_HOUR);
        var content = Samples.bytes(3, 1000);

        for (var type : List.of("text/html", "application/json; charset=utf-8")) {
            assertThat(Http.send(Http.put(link, content).header("Content-Type", type))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(Http.send(Http.put(link, content)).statusCode())
                .as("no type")
                .isIn(400, 403);
        assertThat(objects().head(key)).isEmpty();

        var answer = Http.send(Http.put(link, content).header("Content-Type", GrantLinks.DOCUMENT_TYPE));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(objects().get(key, Samples.LIMIT).orElseThrow().content()).isEqualTo(content);
    }

    /** The numbers in between are parts that the image was too small for. */
    @Test
    default void takesFullPartsAndOneOfAnyLength() {
        var key = Samples.key();
        var upload = uploads().start(key, "text/plain");
        var links = List.of(
                grantLinks().part(key, upload, 1, FULL, AN_HOUR), grantLinks().lastPart(key, upload, 9, AN_HOUR));
        var parts = List.of(
                new Part(1, etag(put(links.getFirst(), Samples.bytes(4, FULL)))),
                new Part(9, etag(put(links.getLast(), Samples.bytes(5, 10)))));

        uploads().complete(key, upload, parts);

        var whole = objects().get(key, Samples.LIMIT).orElseThrow().content();
        assertThat(whole).hasSize(FULL + 10).endsWith(Samples.bytes(5, 10));
    }

    @Test
    default void takesFullPartsOfNoOtherLength() {
        var key = Samples.key();
        var upload = uploads().start(key, "text/plain");
        var link = grantLinks().part(key, upload, 1, FULL, AN_HOUR);

        for (var length : List.of(FULL - 1, FULL + 1, 10)) {
            assertThat(new LonePut(link, Samples.bytes(6, length)).status()).isEqualTo(403);
        }
        assertThat(new LonePut(link, Samples.bytes(6, FULL)).statusInChunks()).isIn(403, 411);
        assertThat(uploads().parts(key, upload, 1)).isEmpty();
        assertThat(put(link, Samples.bytes(6, FULL)).statusCode()).isEqualTo(200);

        uploads().abort(key, upload);
    }

    private static HttpResponse<byte[]> put(URI link, byte[] content) {
        return Http.send(Http.put(link, content));
    }

    private static String etag(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
