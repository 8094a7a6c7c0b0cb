package io.elemental.seedimage.builder.registry;

import io.elemental.seedimage.builder.common.Attempts;
import io.elemental.seedimage.builder.common.HttpFailure;
import io.elemental.seedimage.builder.common.Redacted;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.builder.common.TryAgainException;
import io.elemental.seedimage.builder.source.Addresses;
import io.elemental.seedimage.builder.source.BoundedBody;
import io.elemental.seedimage.builder.source.Requests;
import io.elemental.seedimage.builder.source.SourceResponse;
import io.elemental.seedimage.builder.source.TooSlowException;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.rules.ImageReference;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An image's repository, at whichever of its mirrors and its registry has what is asked for: each time the first. */
public final class ImageRegistry implements AutoCloseable {

    /** What registries themselves take as a manifest. */
    static final int MAX_MANIFEST = 4 * 1024 * 1024;

    private final ImageReference image;
    private final Timeouts timeouts;
    private final Requests requests;
    private final List<Repository> repositories;

    /**
     * The repository of one image.
     *
     * @param addresses that it may be asked at, and whatever it leads to
     */
    public ImageRegistry(
            ImageReference image,
            GrantDocument.Source source,
            GrantDocument.Registry registry,
            Timeouts timeouts,
            Addresses addresses) {
        this.image = image;
        this.timeouts = timeouts;
        this.requests = new Requests(source, timeouts, addresses);
        var config = DockerConfig.of(registry);
        var tokens = new Tokens(source, new Realms(registry.realms()), requests, timeouts);
        this.repositories = Mirrors.of(image, registry).stream()
                .map(endpoint -> new Repository(endpoint, config, tokens, requests, timeouts))
                .toList();
    }

    Timeouts timeouts() {
        return timeouts;
    }

    /** The image, at the beginning of a sentence. */
    public String shown() {
        return "The image %s".formatted(image.shown());
    }

    /**
     * What a tag or digest stands for; empty where its digest is the known one. AbsentException where there is none.
     *
     * @param known digest that needs no answer; empty: none
     */
    public Optional<NamedManifest> manifest(String name, String known) {
        return ask(repository -> manifest(repository, name, known));
    }

    Optional<NamedManifest> manifest(Repository repository, String name, String known) throws IOException {
        Map<String, String> headers = known.isEmpty()
                ? Map.of("Accept", Manifest.ACCEPTED)
                : Map.of("Accept", Manifest.ACCEPTED, "If-None-Match", "\"%s\"".formatted(known));
        var pinned = Digests.FORM.matcher(name).matches();
        try (var response = repository.get("manifests/" + name, headers, pinned)) {
            return response.status() == 304 && !known.isEmpty()
                    ? Optional.empty()
                    : Optional.of(read(repository, name, response))
                            .filter(there -> !there.digest().equals(known));
        }
    }

    private NamedManifest read(Repository repository, String name, SourceResponse response) throws IOException {
        var text = document(response, MAX_MANIFEST);
        var digest = Digests.of(text);
        var wanted = Digests.FORM.matcher(name).matches()
                ? name
                : response.header("Docker-Content-Digest")
                        .filter(said -> Digests.FORM.matcher(said).matches())
                        .orElse(digest);
        if (!digest.equals(wanted)) {
            throw new RefusedException("The registry %s sends a manifest with the digest %s instead of %s."
                    .formatted(repository.registry(), digest, wanted));
        }
        return new NamedManifest(digest, ManifestParser.parse(shown(), text));
    }

    /** A small blob, whose digest is checked. */
    public byte[] blob(Descriptor part, int limit) {
        return ask(repository -> {
            try (var response = repository.get("blobs/" + part.digest(), Map.of(), true)) {
                var bytes = document(response, limit);
                if (!part.digest().equals(Digests.of(bytes))) {
                    throw new RefusedException("The registry %s sends other bytes than those of the blob %s."
                            .formatted(repository.registry(), part.digest()));
                }
                return bytes;
            }
        });
    }

    /** Its mirrors in their order, then the registry itself: each for whoever must hear them all. */
    public List<Place> places() {
        return repositories.stream()
                .map(repository -> new Place(this, repository, repository != repositories.getLast()))
                .toList();
    }

    /** What an answer says that has no name to be checked by. */
    Manifest parsed(SourceResponse response) throws IOException {
        return ManifestParser.parse(shown(), document(response, MAX_MANIFEST));
    }

    private byte[] document(SourceResponse response, int limit) throws IOException {
        if (response.status() != 200) {
            throw new HttpFailure(response.status(), Duration.ZERO);
        }
        return BoundedBody.read(response, limit, timeouts);
    }

    /** Asks the first repository that answers, and after an outage of all of them again. */
    <T> T ask(Question<T> question) {
        return ask(order(), question);
    }

    /** All places, of which none was asked yet. */
    Places order() {
        return new Places(repositories);
    }

    <T> T ask(Places places, Question<T> question) {
        var attempts = new Attempts(timeouts);
        while (true) {
            var wait = Duration.ZERO;
            RuntimeException failure;
            try {
                return places.first(question);
            } catch (AbsentException | RefusedException e) {
                if (!places.comeBack()) {
                    throw places.told(e);
                }
                failure = e;
            } catch (HttpFailure e) {
                wait = e.after();
                failure = outage(e);
            } catch (IOException e) {
                failure = outage(e);
            }
            if (!attempts.another(wait)) {
                throw places.told(failure);
            }
            var _ = places.comeBack();
        }
    }

    private RuntimeException outage(IOException e) {
        return e instanceof TooSlowException
                ? new RefusedException("The registry of %s %s.".formatted(image.shown(), e.getMessage()))
                : new TryAgainException("The registry %s cannot be asked now: %s."
                        .formatted(repositories.getLast().registry(), Redacted.failure(e)));
    }

    @Override
    public void close() {
        requests.close();
    }
}
