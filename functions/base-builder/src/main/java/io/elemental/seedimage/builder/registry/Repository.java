package io.elemental.seedimage.builder.registry;

import io.elemental.seedimage.builder.common.HttpFailure;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.builder.source.Ask;
import io.elemental.seedimage.builder.source.Requests;
import io.elemental.seedimage.builder.source.SourceClient;
import io.elemental.seedimage.builder.source.SourceResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One repository at one registry, asked as whom it wants to be asked. */
final class Repository {

    private static final int MAX_PROBLEM = 16 * 1024;
    private static final Set<Integer> FINE = Set.of(200, 206, 304);

    private final Endpoint endpoint;
    private final DockerConfig config;
    private final Tokens tokens;
    private final Requests requests;
    private final Timeouts timeouts;
    private @Nullable String authorization;

    Repository(Endpoint endpoint, DockerConfig config, Tokens tokens, Requests requests, Timeouts timeouts) {
        this.endpoint = endpoint;
        this.config = config;
        this.tokens = tokens;
        this.requests = requests;
        this.timeouts = timeouts;
    }

    String registry() {
        return endpoint.name();
    }

    URI at(String path) {
        return endpoint.at(path);
    }

    /**
     * An answer with the status 200, 206 or 304. AbsentException where there is nothing of this name; IOException when
     * trying again may help.
     *
     * @param pinned whether a digest says what it must be
     */
    SourceResponse get(String path, Map<String, String> headers, boolean pinned) throws IOException {
        return get(at(path), path, headers, pinned);
    }

    /** @param uri of the same server */
    SourceResponse get(URI uri, String path, Map<String, String> headers, boolean pinned) throws IOException {
        var ask = new Ask(uri, headers, null, null, pinned, true);
        var response = requests.send(ask.authorizedBy(authorization));
        if (response.status() == 401) {
            // what was shown before may have ended meanwhile
            authorization = authorization(response);
            response.close();
            response = requests.send(ask.authorizedBy(authorization));
        }
        return accepted(path, response);
    }

    private String authorization(SourceResponse response) throws IOException {
        var usual = "repository:%s:pull".formatted(endpoint.repository());
        var credentials = config.of(endpoint.name(), endpoint.repository());
        var challenges = Challenges.of(response.headers("WWW-Authenticate"), usual);
        return switch (tokens.choose(endpoint, challenges, credentials)) {
            case Challenge.Basic _ ->
                credentials
                        .filter(there -> there.identityToken() == null)
                        .map(Credentials::basic)
                        .orElseThrow(() -> unauthorized(credentials));
            case Challenge.Bearer bearer -> tokens.token(endpoint, bearer, credentials, owner());
        };
    }

    private SourceResponse accepted(String path, SourceResponse response) throws IOException {
        try {
            var status = response.status();
            if (SourceClient.isLater(status)) {
                throw new HttpFailure(status, retryAfter(response));
            }
            if (status == 404) {
                throw absent(path, response);
            }
            if (status == 401) {
                throw unauthorized(config.of(endpoint.name(), endpoint.repository()));
            }
            if (status == 403) {
                throw forbidden();
            }
            if (!FINE.contains(status)) {
                throw new RefusedException("The source %s answers with status %s.".formatted(response.from(), status));
            }
            response.requirePlain();
            return response;
        } catch (IOException | RuntimeException e) {
            response.close();
            throw e;
        }
    }

    /** How long to wait as a server says, in seconds; dates are not understood. */
    static Duration retryAfter(SourceResponse response) {
        return response.header("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
    }

    private AbsentException absent(String path, SourceResponse response) {
        return new AbsentException(
                problem(response).contains("NAME_UNKNOWN")
                        ? "The registry %s has no repository %s.".formatted(endpoint.name(), endpoint.repository())
                        : "The registry %s has no %s in the repository %s."
                                .formatted(
                                        endpoint.name(),
                                        path.replaceFirst("^manifests/", "").replaceFirst("^blobs/", "blob "),
                                        endpoint.repository()));
    }

    /** The beginning of what a registry says of a failure. */
    private String problem(SourceResponse response) {
        try (var body = response.stream(timeouts.rate())) {
            return new String(body.readNBytes(MAX_PROBLEM), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }

    private RefusedException unauthorized(Optional<Credentials> credentials) {
        var wants = "The registry %s wants %scredentials for the repository %s"
                .formatted(endpoint.name(), credentials.isPresent() ? "other " : "", endpoint.repository());
        if (credentials.isPresent()) {
            return new RefusedException("%s than those of %s, or has no such repository.".formatted(wants, owner()));
        }
        return new RefusedException(
                config.secret().isPresent()
                        ? "%s, or has no such repository: %s has no entry for %s."
                                .formatted(wants, owner(), endpoint.name())
                        : "%s, or has no such repository: no spec.basePullSecretRef names a Secret with some."
                                .formatted(wants));
    }

    private RefusedException forbidden() {
        var known = config.of(endpoint.name(), endpoint.repository()).isPresent();
        return new RefusedException("The registry %s does not let %s read the repository %s."
                .formatted(
                        endpoint.name(),
                        known ? "the credentials of " + owner() : "anybody without credentials",
                        endpoint.repository()));
    }

    private String owner() {
        return config.secret().map("the Secret %s"::formatted).orElse("the grant");
    }
}
