package io.elemental.seedimage.download;

import io.elemental.seedimage.download.answers.HttpAnswer;
import io.elemental.seedimage.download.answers.Json;
import io.elemental.seedimage.download.answers.Problem;
import io.elemental.seedimage.download.clients.Clients;
import io.elemental.seedimage.download.status.DescribeSeedImages;
import io.elemental.seedimage.registration.token.TokenCheck;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.download.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** From HTTP to what is told of SeedImages, to whoever has their registration's token. */
final class StatusRoutes {

    private final ValidateToken token;
    private final Clients clients;
    private final DescribeSeedImages describe;

    StatusRoutes(ValidateToken token, Clients clients, DescribeSeedImages describe) {
        this.token = token;
        this.clients = clients;
        this.describe = describe;
    }

    ServerResponse list(ServerRequest request) {
        var after = request.param("after").orElse("");
        return answer(request, registration -> Optional.of(describe.list(registration, after)));
    }

    ServerResponse status(ServerRequest request) {
        return answer(request, registration -> {
            var seedImage = registration.sibling(request.pathVariable("seedImage"));
            return describe.status(registration, seedImage.name());
        });
    }

    private HttpAnswer answer(ServerRequest request, Function<ResourceRef, Optional<Map<String, Object>>> description) {
        var registration = new ResourceRef(request.pathVariable("namespace"), request.pathVariable("registration"));
        var client = RequestHeaders.client(request, clients);
        return switch (token.check(registration, RequestHeaders.token(request), client)) {
            case TokenCheck.Refused(var reason, var detail) ->
                Problem.of(reason).answer(detail);
            case TokenCheck.Authorized _ ->
                description
                        .apply(registration)
                        .map(fields ->
                                HttpAnswer.of(HttpStatus.OK, new HttpHeaders(), "application/json", Json.of(fields)))
                        .orElseGet(() -> Problem.of(Refusal.SEED_IMAGE_UNKNOWN)
                                .answer("The registration has no such SeedImage."));
        };
    }
}
