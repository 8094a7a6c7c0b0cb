package io.elemental.seedimage.rules.download;

import static io.elemental.seedimage.rules.download.Refusal.DELIVERY_NOT_ALLOWED;
import static io.elemental.seedimage.rules.download.Refusal.PRECONDITION_FAILED;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant.Ready;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.download.DownloadDecision.Headers;
import io.elemental.seedimage.rules.download.DownloadDecision.NotModified;
import io.elemental.seedimage.rules.download.DownloadDecision.OutOfRange;
import io.elemental.seedimage.rules.download.DownloadDecision.Part;
import io.elemental.seedimage.rules.download.DownloadDecision.Redirect;
import io.elemental.seedimage.rules.download.DownloadDecision.Refused;
import io.elemental.seedimage.rules.download.DownloadDecision.Whole;
import io.elemental.seedimage.rules.download.ImageRequest.Form;
import io.elemental.seedimage.rules.download.RequestConditions.Outcome;
import java.time.Duration;
import java.time.Instant;

/** Decides which way the bytes of an image that is ready take to a client, and which bytes. */
final class DecideDelivery {

    private final LinkRules links;
    private final DecideTicket tickets;

    DecideDelivery(LinkRules links) {
        this.links = links;
        this.tickets = new DecideTicket(links);
    }

    DownloadDecision decide(
            Ready image,
            WantedImage wanted,
            ImageRequest request,
            CatalogEntry entry,
            RegistrationEntry registration,
            Instant now) {
        var asked = wanted.delivery();
        var allowed = entry.delivery();
        if (allowed != Delivery.AUTO && asked != Delivery.AUTO && asked != allowed) {
            return new Refused(
                    DELIVERY_NOT_ALLOWED,
                    allowed == Delivery.REDIRECT
                            ? "The SeedImage is delivered by redirect only (spec.delivery)."
                            : "The image is delivered by proxy only: spec.delivery says so, or the store cannot be"
                                    + " redirected to.");
        }
        var way = asked == Delivery.AUTO ? allowed : asked;
        return request.form() == Form.TICKET
                ? tickets.decide(image, way, wanted.use(), entry, registration, now)
                : bytes(image, way, request, links.lifetime(now, entry.expiresAt()));
    }

    /**
     * Decides for a link: it says itself whether the client may be sent on. A presigned URL ends with the link.
     *
     * @param linkExpiresAt not later than the image
     */
    DownloadDecision decideLinked(
            Ready image,
            boolean redirect,
            ImageRequest request,
            CatalogEntry entry,
            Instant linkExpiresAt,
            Instant now) {
        if (entry.delivery() == Delivery.REDIRECT && !redirect) {
            return new Refused(
                    DELIVERY_NOT_ALLOWED, "The SeedImage is delivered by redirect only now; ask for another link.");
        }
        var way = redirect ? entry.delivery() : Delivery.PROXY;
        return bytes(image, way, request, links.lifetime(now, linkExpiresAt));
    }

    private DownloadDecision bytes(Ready image, Delivery way, ImageRequest request, Duration lifetime) {
        if (way == Delivery.REDIRECT) {
            if (!links.storeIsPublic()) {
                return new Refused(
                        DELIVERY_NOT_ALLOWED,
                        "Clients cannot reach the store of this installation, so it cannot redirect to it.");
            }
            if (!image.composed()) {
                return DecideTicket.notComposed();
            }
        }
        return bytes(image, request, redirects(way, image, request), lifetime);
    }

    private boolean redirects(Delivery way, Ready image, ImageRequest request) {
        return switch (way) {
            case REDIRECT -> true;
            case PROXY -> false;
            case AUTO ->
                image.composed()
                        && links.storeIsPublic()
                        && !request.conditions().needOurValidators();
        };
    }

    /** Conditions are evaluated before a redirect, since the store knows the object by another entity tag. */
    private static DownloadDecision bytes(Ready image, ImageRequest request, boolean redirects, Duration lifetime) {
        var conditions = request.conditions();
        var outcome = request.form() == Form.HEADERS
                ? conditions.evaluateState(image.entityTag(), image.writtenAt())
                : conditions.evaluate(image.entityTag(), image.writtenAt(), image.size());
        return switch (outcome) {
            case Outcome.PreconditionFailed() ->
                new Refused(
                        PRECONDITION_FAILED,
                        conditions.ifMatch() != null
                                ? "The image is not the one that If-Match names."
                                : "The image was written after the time that If-Unmodified-Since names.");
            case Outcome.NotModified() -> new NotModified(image);
            case Outcome.OutOfRange() -> new OutOfRange(image);
            case Outcome.Whole() when request.form() == Form.HEADERS -> new Headers(image);
            case Outcome.Whole() -> redirects ? new Redirect(image, lifetime) : new Whole(image);
            case Outcome.Part(var offset, var length) ->
                redirects ? new Redirect(image, lifetime) : new Part(image, offset, length);
        };
    }
}
