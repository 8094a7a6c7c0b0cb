package io.elemental.seedimage.rules.download;

import static io.elemental.seedimage.rules.download.Refusal.DELIVERY_NOT_ALLOWED;
import static io.elemental.seedimage.rules.download.Refusal.NOT_READY;
import static io.elemental.seedimage.rules.download.Refusal.NO_LINK;
import static io.elemental.seedimage.rules.download.Refusal.PRECONDITION_FAILED;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant.Ready;
import io.elemental.seedimage.rules.download.DownloadDecision.Headers;
import io.elemental.seedimage.rules.download.DownloadDecision.NotModified;
import io.elemental.seedimage.rules.download.DownloadDecision.OutOfRange;
import io.elemental.seedimage.rules.download.DownloadDecision.Part;
import io.elemental.seedimage.rules.download.DownloadDecision.Redirect;
import io.elemental.seedimage.rules.download.DownloadDecision.Refused;
import io.elemental.seedimage.rules.download.DownloadDecision.Ticket;
import io.elemental.seedimage.rules.download.DownloadDecision.Whole;
import io.elemental.seedimage.rules.download.ImageRequest.Form;
import io.elemental.seedimage.rules.download.RequestConditions.Outcome;
import java.time.Duration;
import java.time.Instant;

/** Decides which way the bytes of an image that is ready take to a client, and which bytes. */
final class DecideDelivery {

    private final LinkRules links;

    DecideDelivery(LinkRules links) {
        this.links = links;
    }

    DownloadDecision decide(Ready image, Delivery asked, ImageRequest request, CatalogEntry entry, Instant now) {
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
        var lifetime = links.lifetime(now, entry.expiresAt());
        if (request.form() == Form.TICKET) {
            return ticket(image, way, lifetime, now);
        }
        if (way == Delivery.REDIRECT) {
            if (!links.storeIsPublic()) {
                return new Refused(
                        DELIVERY_NOT_ALLOWED,
                        "Clients cannot reach the store of this installation, so it cannot redirect to it.");
            }
            if (!image.composed()) {
                return notComposed();
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
                        && !request.conditions().needOurEntityTag();
        };
    }

    /** Conditions are evaluated before a redirect, since the store knows the object by another entity tag. */
    private static DownloadDecision bytes(Ready image, ImageRequest request, boolean redirects, Duration lifetime) {
        var conditions = request.conditions();
        var outcome = request.form() == Form.HEADERS
                ? conditions.evaluateState(image.entityTag())
                : conditions.evaluate(image.entityTag(), image.size());
        return switch (outcome) {
            case Outcome.PreconditionFailed() ->
                new Refused(PRECONDITION_FAILED, "The image is not the one that If-Match names.");
            case Outcome.NotModified() -> new NotModified(image);
            case Outcome.OutOfRange() -> new OutOfRange(image);
            case Outcome.Whole() when request.form() == Form.HEADERS -> new Headers(image);
            case Outcome.Whole() -> redirects ? new Redirect(image, lifetime) : new Whole(image);
            case Outcome.Part(var offset, var length) ->
                redirects ? new Redirect(image, lifetime) : new Part(image, offset, length);
        };
    }

    private DownloadDecision ticket(Ready image, Delivery way, Duration lifetime, Instant now) {
        if (way == Delivery.PROXY) {
            return new Refused(
                    NO_LINK,
                    "The image is delivered by proxy, which needs the registration token: download it without"
                            + " 'Accept: application/json', or set spec.delivery to Auto or Redirect.");
        }
        if (!links.storeIsPublic()) {
            return new Refused(
                    NO_LINK,
                    "Clients cannot reach the store of this installation: download the image with the registration"
                            + " token and without 'Accept: application/json'.");
        }
        return image.composed() ? new Ticket(image, lifetime, now.plus(lifetime)) : notComposed();
    }

    private static Refused notComposed() {
        return new Refused(NOT_READY, "The image is being put together in the store, where clients are sent to.");
    }
}
