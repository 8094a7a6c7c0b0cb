package io.elemental.seedimage.builder.registry;

import io.elemental.seedimage.builder.common.HttpFailure;
import io.elemental.seedimage.builder.common.Redacted;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.builder.source.Ask;
import io.elemental.seedimage.builder.source.BoundedBody;
import io.elemental.seedimage.builder.source.Requests;
import io.elemental.seedimage.builder.source.SourceClient;
import io.elemental.seedimage.builder.source.SourceResponse;
import io.elemental.seedimage.format.GrantDocument;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Gets tokens from the realms that registries name. */
final class Tokens {

    private static final int MAX_ANSWER = 256 * 1024;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,65536}");

    private final GrantDocument.Source source;
    private final Realms realms;
    private final Requests requests;
    private final Timeouts timeouts;

    Tokens(GrantDocument.Source source, Realms realms, Requests requests, Timeouts timeouts) {
        this.source = source;
        this.realms = realms;
        this.requests = requests;
        this.timeouts = timeouts;
    }

    /**
     * Which of a registry's challenges is taken: the first whose realm may have the credentials, else the password,
     * which goes to the registry itself and to nobody else.
     */
    Challenge choose(Endpoint endpoint, List<Challenge> challenges, Optional<Credentials> credentials) {
        var password = new Challenge.Basic();
        var first = challenges.isEmpty() ? password : challenges.getFirst();
        if (credentials.isEmpty()) {
            return first;
        }
        var known = challenges.stream()
                .filter(challenge -> challenge instanceof Challenge.Bearer bearer && mayHave(endpoint, bearer))
                .findFirst();
        var alone = credentials.get().identityToken() == null && challenges.contains(password);
        return known.orElse(alone ? password : first);
    }

    private boolean mayHave(Endpoint endpoint, Challenge.Bearer challenge) {
        try {
            return realms.mayHaveCredentials(endpoint, realm(endpoint, challenge));
        } catch (RefusedException _) {
            return false;
        }
    }

    /**
     * A token, as the value of a header.
     *
     * @param credentials empty: one for everybody
     * @param owner of the credentials, for sentences
     */
    String token(Endpoint endpoint, Challenge.Bearer challenge, Optional<Credentials> credentials, String owner)
            throws IOException {
        var realm = realm(endpoint, challenge);
        if (credentials.isPresent() && !realms.mayHaveCredentials(endpoint, realm)) {
            throw new RefusedException(
                    "The registry %s wants its tokens to be fetched from %s, which gets no credentials of %s: it is neither"
                                    .formatted(endpoint.name(), Redacted.origin(realm), owner)
                            + " at the registry's host nor named by the installation for it, or not https.");
        }
        try (var response = requests.send(ask(endpoint, challenge, realm, credentials))) {
            return "Bearer " + token(endpoint, realm, credentials.isPresent() ? owner : "nobody", response);
        }
    }

    private URI realm(Endpoint endpoint, Challenge.Bearer challenge) {
        try {
            var realm = new URI(challenge.realm());
            var plain = endpoint.base().getScheme().equals("http");
            if (realm.getHost() == null
                    || realm.getRawUserInfo() != null
                    || !("https".equals(realm.getScheme()) || (plain && "http".equals(realm.getScheme())))) {
                throw new URISyntaxException("", "no address of a realm");
            }
            if (!realms.isOf(endpoint, realm) && !source.allows(realm.getHost())) {
                throw new RefusedException(
                        "The registry %s wants its tokens to be fetched from %s, a host that this installation does not allow: %s."
                                .formatted(endpoint.name(), Redacted.origin(realm), source.allowedHosts()));
            }
            return realm;
        } catch (URISyntaxException _) {
            throw new RefusedException(
                    "The registry %s wants its tokens to be fetched from something that is not an address for HTTPS."
                            .formatted(endpoint.name()));
        }
    }

    private Ask ask(Endpoint endpoint, Challenge.Bearer challenge, URI realm, Optional<Credentials> credentials) {
        var wish = "service=%s&scope=%s".formatted(encoded(challenge.service()), encoded(challenge.scope()));
        var exempt = realms.isOf(endpoint, realm);
        var identity = credentials.map(Credentials::identityToken);
        if (identity.isPresent()) {
            var form = "grant_type=refresh_token&client_id=elemental-seedimage&%s&refresh_token=%s"
                    .formatted(wish, encoded(identity.get()));
            return new Ask(realm, Map.of(), null, form, false, exempt);
        }
        var query = realm.getRawQuery() == null ? "" : realm.getRawQuery() + "&";
        var uri = URI.create("%s://%s%s?%s%s"
                .formatted(realm.getScheme(), realm.getRawAuthority(), realm.getRawPath(), query, wish));
        return new Ask(uri, Map.of(), credentials.map(Credentials::basic).orElse(null), null, false, exempt);
    }

    private String token(Endpoint endpoint, URI realm, String owner, SourceResponse response) throws IOException {
        var status = response.status();
        if (SourceClient.isLater(status)) {
            throw new HttpFailure(status, Repository.retryAfter(response));
        }
        if (status != 200) {
            throw new RefusedException("The registry %s gives no token: %s answers %s with status %s."
                    .formatted(
                            endpoint.name(),
                            Redacted.origin(realm),
                            owner.equals("nobody") ? "a request without credentials" : "the credentials of " + owner,
                            status));
        }
        var answer = Json.object(BoundedBody.read(response, MAX_ANSWER, timeouts));
        return answer.flatMap(object -> Json.text(object, "token"))
                .or(() -> answer.flatMap(object -> Json.text(object, "access_token")))
                .filter(token -> TOKEN.matcher(token).matches())
                .orElseThrow(() -> new RefusedException("The registry %s gives no token: what %s answers holds none."
                        .formatted(endpoint.name(), Redacted.origin(realm))));
    }

    private static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
