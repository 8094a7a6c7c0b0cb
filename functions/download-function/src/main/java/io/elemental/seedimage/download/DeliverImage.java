package io.elemental.seedimage.download;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.overlay.ByteRange;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.CatalogVariant.Ready;
import io.elemental.seedimage.rules.download.DownloadDecision;
import io.elemental.seedimage.rules.store.PresignedLinks;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerResponse;

/** Makes an answer of a decision. */
final class DeliverImage {

    private final ImageBytes bytes;
    private final PresignedLinks links;
    private final StreamPlaces places;
    private final MeterRegistry meters;

    DeliverImage(ImageBytes bytes, PresignedLinks links, StreamPlaces places, MeterRegistry meters) {
        this.bytes = bytes;
        this.links = links;
        this.places = places;
        this.meters = meters;
    }

    /** @param registration whose token was shown */
    ServerResponse answer(DownloadDecision decision, ResourceRef registration) {
        return switch (decision) {
            case DownloadDecision.Redirect(var image, var validFor) -> redirect(link(image, validFor));
            case DownloadDecision.Ticket ticket -> ticket(ticket);
            case DownloadDecision.Whole(var image) ->
                streamed(
                        registration,
                        HttpAnswer.of(HttpStatus.OK, ImageHeaders.whole(image)),
                        () -> bytes.open(image, new ByteRange(0, image.size())));
            case DownloadDecision.Part(var image, var offset, var length) ->
                streamed(
                        registration,
                        HttpAnswer.of(HttpStatus.PARTIAL_CONTENT, ImageHeaders.part(image, offset, length)),
                        () -> bytes.open(image, new ByteRange(offset, length)));
            case DownloadDecision.Headers(var image) -> HttpAnswer.of(HttpStatus.OK, ImageHeaders.whole(image));
            case DownloadDecision.Checksum(var sha256, var fileName) ->
                HttpAnswer.of(
                        HttpStatus.OK,
                        new HttpHeaders(),
                        "text/plain;charset=utf-8",
                        "%s  %s\n".formatted(sha256, fileName));
            case DownloadDecision.NotModified(var image) ->
                HttpAnswer.of(HttpStatus.NOT_MODIFIED, ImageHeaders.notModified(image));
            case DownloadDecision.OutOfRange(var image) ->
                Problem.OUT_OF_RANGE.answer(
                        "The image has %s bytes.".formatted(image.size()), ImageHeaders.outOfRange(image));
            case DownloadDecision.Refused(var reason, var detail) ->
                Problem.of(reason).answer(detail);
        };
    }

    private ServerResponse streamed(ResourceRef registration, HttpAnswer head, Supplier<InputStream> body) {
        return new LimitedAnswer(new StreamedAnswer(head, body, meters), registration, places, meters);
    }

    private static HttpAnswer redirect(URI link) {
        var headers = new HttpHeaders();
        headers.setLocation(link);
        headers.setContentLength(0);
        return HttpAnswer.of(HttpStatus.TEMPORARY_REDIRECT, headers);
    }

    private HttpAnswer ticket(DownloadDecision.Ticket ticket) {
        var image = ticket.image();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("url", link(image, ticket.linkValidFor()).toString());
        fields.put("fileName", image.fileName());
        fields.put("type", image.type().word());
        fields.put("platform", image.platform().word());
        fields.put("size", image.size());
        var sha256 = image.sha256();
        if (sha256 != null) {
            fields.put("sha256", sha256);
        }
        fields.put(
                "expiresAt",
                ticket.linkExpiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
        return HttpAnswer.of(HttpStatus.OK, new HttpHeaders(), "application/json", Json.of(fields));
    }

    private URI link(Ready image, Duration validFor) {
        return links.get(
                StoreKeys.composedImage(image.identity()),
                image.fileName(),
                image.type().mediaType(),
                validFor);
    }
}
