package io.elemental.seedimage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What links must do that lead to a server: open one object for a plain HTTP client, and nothing else. */
public interface FetchableLinksContract extends PresignedLinksContract {

    Duration HOUR = Duration.ofHours(1);

    ObjectStore objects();

    @Test
    default void downloadsUnderTheGivenName() {
        var key = Samples.key() + "/a b+c";
        var content = Samples.bytes(1, 1000);
        objects().put(key, content, new Precondition.None());

        var answer = Http.send(Http.get(links().get(key, "rack-seed-amd64.iso", "application/x-iso9660-image", HOUR)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"rack-seed-amd64.iso\"");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-iso9660-image");
    }

    @Test
    default void downloadsRanges() {
        var key = Samples.key();
        var content = Samples.bytes(2, 1000);
        var etag = Samples.written(objects().put(key, content, new Precondition.None()));

        var answer = Http.send(
                Http.get(links().get(key, "a.iso", "text/plain", HOUR)).header("Range", "bytes=100-199"));

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(Samples.range(content, 100, 100));
        assertThat(answer.headers().firstValue("ETag")).hasValue(etag);
        assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes 100-199/1000");
    }

    @Test
    default void opensNothingElse() {
        var mine = Samples.key();
        var other = Samples.key();
        objects().put(mine, new byte[1], new Precondition.None());
        assertThat(objects().put(other, new byte[1], new Precondition.None())).isInstanceOf(PutOutcome.Written.class);
        var link = links().get(mine, "a.iso", "text/plain", HOUR).toString();

        assertThat(status(Http.get(URI.create(link.replace(mine, other))))).isEqualTo(403);
        assertThat(status(Http.put(URI.create(link), new byte[2]))).isEqualTo(403);
        assertThat(status(Http.get(URI.create(link.substring(0, link.indexOf('?'))))))
                .isEqualTo(403);
    }

    @Test
    default void closesInTime() {
        var key = Samples.key();
        objects().put(key, new byte[1], new Precondition.None());
        var link = links().get(key, "a.iso", "text/plain", Duration.ofSeconds(1));

        await().atMost(Duration.ofSeconds(10)).until(() -> status(Http.get(link)) == 403);
    }

    private static int status(HttpRequest.Builder request) {
        return Http.send(request).statusCode();
    }
}
