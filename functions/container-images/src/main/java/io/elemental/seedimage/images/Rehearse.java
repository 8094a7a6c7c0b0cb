package io.elemental.seedimage.images;

import io.elemental.seedimage.store.S3Settings;
import io.elemental.seedimage.store.S3Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a function that is being trained is asked: what users and brokers ask it. Started by {@code scripts/image}. */
@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        description = "Asks a function what it is asked in earnest, each with the status to expect.")
final class Rehearse implements Callable<Integer> {

    private static final String FLEET = "/elemental/v1/namespaces/fleet/registrations/rack/seedimages/";

    private final HttpClient http = HttpClient.newHttpClient();

    @Option(names = "--program", required = true, description = "download-function or reconcile-function")
    private String program = "";

    @Option(names = "--url", required = true, description = "where it listens")
    private URI url = URI.create("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (program.equals("download-function")) {
            rehearseDownloads();
        } else {
            rehearseEvents();
        }
        return CommandLine.ExitCode.OK;
    }

    /** The bucket is that of the environment, as the function's. */
    private void rehearseDownloads() throws IOException, InterruptedException {
        try (var store = S3Store.open(S3Settings.fromEnvironment(System.getenv()))) {
            store.createBucketIfMissing();
            var fleet = new RehearsedFleet(store.objects(), Instant.now());
            fleet.plant();
            expect(307, "composed", fleet.token());
            expect(200, "overlaid", fleet.token());
            expect(200, "overlaid/sha256", fleet.token());
            expect(404, "unknown", fleet.token());
            expect(401, "composed", "");
            expect(403, "composed", "x.y.z");
        }
    }

    private void expect(int status, String seedImage, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve(FLEET + seedImage));
        if (!token.isEmpty()) {
            request.header("Registration-Authorization", "Bearer " + token);
        }
        check(status, request);
    }

    /** There is no cluster here: all that can be learned is how an event is read and how its outage is answered. */
    private void rehearseEvents() throws IOException, InterruptedException {
        var event = HttpRequest.newBuilder(url.resolve("/reconcile"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "https://10.96.0.1:443")
                .header("ce-type", "dev.knative.apiserver.ref.add")
                .header("ce-kind", "SeedImage")
                .header("ce-apiversion", "infrastructure.cluster.x-k8s.io/v1beta1")
                .header("ce-namespace", "fleet")
                .header("ce-name", "seed")
                .header("content-type", "application/json");
        check(503, event);
    }

    private void check(int status, HttpRequest.Builder request) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.discarding());
        System.out.printf(
                "%s for %s after %s ms%n",
                answer.statusCode(), answer.request().uri().getPath(), (System.nanoTime() - begin) / 1_000_000);
        if (answer.statusCode() != status) {
            throw new IllegalStateException("%s answers with %s instead of %s"
                    .formatted(answer.request().uri().getPath(), answer.statusCode(), status));
        }
    }
}
