package io.elemental.seedimage.local.once;

import io.elemental.seedimage.local.common.Await;
import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.local.common.Options;
import io.elemental.seedimage.local.common.StepFailedException;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.local.manifests.FolderRegistrations;
import io.elemental.seedimage.local.manifests.FolderResources;
import io.elemental.seedimage.local.manifests.ManifestFolder;
import io.elemental.seedimage.local.manifests.Manifests;
import io.elemental.seedimage.local.manifests.SeedImageFiles;
import io.elemental.seedimage.local.processes.Endpoint;
import io.elemental.seedimage.local.processes.LocalParts;
import io.elemental.seedimage.local.processes.Recipes;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.Registration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The whole way of an image, from a base to a checked download, as a user with curl and xorriso would go it. */
public final class RoundTrip {

    private static final Duration PREPARING_LIMIT = Duration.ofMinutes(10);
    private static final Duration CHANGE_LIMIT = Duration.ofSeconds(10);
    private static final Duration CHANGE_WANTED = Duration.ofSeconds(1);
    private static final int INTERRUPTED_AT = 1_000_000;
    private static final String OTHER_MOTD = "Hello from a changed seed image.";

    private final LocalParts parts;
    private final Options options;
    private final Terminal terminal;
    private final Steps steps;
    private final Path folder;
    private final Demo demo;
    private final Tool tool;
    private final SeedImageFiles files;

    public RoundTrip(LocalParts parts, Options options, Terminal terminal) {
        this.parts = parts;
        this.options = options;
        this.terminal = terminal;
        steps = new Steps(terminal);
        folder = parts.data().resolve("once");
        Folders.remove(folder);
        demo = new Demo(Folders.create(folder.resolve("manifests")));
        tool = new Tool(Folders.create(folder.resolve("downloads")));
        files = new SeedImageFiles(parts.data());
        files.removeStatus(Demo.SEED_IMAGE);
    }

    /** {@link StepFailedException} when a step did not go as it must; a line was said then. */
    public void run() {
        steps.step("the download function answers", () -> {
            parts.serve();
            return parts.publicUrl().toString();
        });
        steps.step("a base in the store, a registration with key and token, a SeedImage for it", () -> {
            demo.write(parts.publicUrl(), Demo.base(parts, options), InstantSource.system());
            return options.base().orElse("Debian's rescue ISO");
        });
        steps.step("the image is ready", () -> {
            parts.reconcile(
                    new FolderResources(folder.resolve("manifests"), parts.data(), options.delivery(), terminal),
                    options);
            return awaitCompleted();
        });
        var registration = registration();
        var endpoint = new Recipes(parts.publicUrl(), parts.data(), _ -> Optional.empty(), new Terminal(System.out))
                .endpoint(registration, Demo.SEED_IMAGE.name());
        var curl = new Curl(tool, endpoint);
        steps.step("nobody else gets it", () -> refusals(curl, registration));
        steps.step("curl downloads it", () -> said(curl.download()));
        steps.step("sha256sum -c agrees", () -> {
            curl.checksumTo("sha256");
            return tool.must("sha256sum", "-c", "sha256").out().strip();
        });
        ways(curl, endpoint);
        steps.step("a broken download goes on where it broke", () -> resumed(curl, endpoint));
        steps.step("xorriso finds the registration in it", () -> look("iso-config", registration, Demo.MOTD));
        steps.step("a changed manifest reaches the image without a new base", () -> changed(curl));
        steps.step("curl and xorriso find the change", () -> {
            var answer = curl.downloadTo(endpoint.image(), fileName());
            return said(answer) + "; " + look("changed-iso-config", registration, OTHER_MOTD);
        });
        steps.total();
    }

    private String awaitCompleted() {
        var status = Await.until(
                        PREPARING_LIMIT,
                        () -> files.status(Demo.SEED_IMAGE)
                                .filter(seen -> List.of("Completed", "Failed")
                                        .contains(seen.path("state").asString())))
                .orElseThrow(() -> new StepFailedException("nothing after " + PREPARING_LIMIT));
        if (!status.path("state").asString().equals(SeedImageState.COMPLETED.word())) {
            throw new StepFailedException(status.path("conditions")
                    .valueStream()
                    .map(condition -> condition.path("message").asString())
                    .toList()
                    .toString());
        }
        return "%s bytes".formatted(status.at("/variants/0/size").asLong());
    }

    private Registration registration() {
        var manifests = new ManifestFolder(folder.resolve("manifests")).read(Manifests.NONE);
        return new FolderRegistrations(() -> manifests).find(Demo.REGISTRATION).orElseThrow();
    }

    private static String refusals(Curl curl, Registration registration) {
        var foreign = RegistrationTokens.sign(
                RegistrationKeys.generate(),
                registration.uri(),
                null,
                InstantSource.system().instant());
        expect("the status without a token", 401, curl.statusWith("Accept: */*"));
        expect(
                "the status with a token of another key",
                403,
                curl.statusWith(Endpoint.headerLine(foreign).strip()));
        return "401 without a token, 403 with one that another key signed";
    }

    /** Every way that is allowed gives the same bytes. */
    private void ways(Curl curl, Endpoint endpoint) {
        var ways = new ArrayList<String>();
        if (options.delivery() != Delivery.REDIRECT) {
            ways.add("proxy");
        }
        if (options.delivery() != Delivery.PROXY) {
            ways.add("redirect");
        }
        for (var way : ways) {
            steps.step("by %s the bytes are the same".formatted(way), () -> {
                var answer = curl.downloadTo(endpoint.image(way), way, "--retry", "20", "--retry-max-time", "60");
                expect("the number of redirects", way.equals("redirect") ? 1 : 0, answer.redirects());
                tool.must("cmp", fileName(), way);
                return said(answer);
            });
        }
    }

    private String resumed(Curl curl, Endpoint endpoint) {
        curl.downloadTo(endpoint.image(), "resumed", "--range", "0-" + (INTERRUPTED_AT - 1));
        var answer = curl.downloadTo(endpoint.image(), "resumed", "--continue-at", "-");
        tool.must("cmp", fileName(), "resumed");
        return said(answer);
    }

    private String look(String into, Registration registration, String motd) {
        var config = IsoConfig.extract(tool, folder.resolve("downloads"), fileName(), into);
        var inside = config.agentRegistration();
        expect("the URI inside", registration.uri(), inside.path("uri").asString());
        expect("the token inside", true, inside.path("token").asString().equals(registration.token()));
        if (!config.cloudConfig().contains(motd)) {
            throw new StepFailedException("the cloud-config inside does not contain '%s'".formatted(motd));
        }
        return "URI, token and cloud-config";
    }

    private String changed(Curl curl) {
        var etag = curl.etag().orElseThrow(() -> new StepFailedException("the image has no ETag"));
        var base = base();
        var start = System.nanoTime();
        demo.replace(Demo.MOTD, OTHER_MOTD);
        var _ = Await.until(CHANGE_LIMIT, () -> curl.etag().filter(seen -> !seen.equals(etag)))
                .orElseThrow(() -> new StepFailedException("the image is the same after " + CHANGE_LIMIT));
        var took = Duration.ofNanos(System.nanoTime() - start);
        if (took.compareTo(CHANGE_WANTED) > 0) {
            throw new StepFailedException("it took %s ms".formatted(took.toMillis()));
        }
        expect("the base", base, base());
        return "after %s ms".formatted(took.toMillis());
    }

    private String base() {
        return variant().at("/base/build").asString();
    }

    private String fileName() {
        return variant().path("fileName").asString();
    }

    private JsonNode variant() {
        return files.status(Demo.SEED_IMAGE).orElseThrow().at("/variants/0");
    }

    private static String said(Curl.HttpAnswer answer) {
        return "%s, %s bytes, %s"
                .formatted(
                        answer.status(),
                        answer.bytes(),
                        answer.redirects() == 0 ? "proxied" : "redirected to the store");
    }

    private static void expect(String what, Object expected, Object seen) {
        if (!expected.equals(seen)) {
            throw new StepFailedException("%s is %s instead of %s".formatted(what, seen, expected));
        }
    }
}
