package io.elemental.seedimage.download;

import io.elemental.seedimage.download.answers.HttpAnswer;
import io.elemental.seedimage.download.answers.ImageHeaders;
import io.elemental.seedimage.download.answers.Json;
import io.elemental.seedimage.download.answers.Problem;
import io.elemental.seedimage.download.links.LinkUrls;
import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.overlay.ByteRange;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.download.DownloadDecision;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.InputStream;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerResponse;

/** Makes an answer of a decision. */
final class DeliverImage {

    private final ImageBytes bytes;
    private final LinkUrls links;
    private final StreamPlaces places;
    private final MeterRegistry meters;

    DeliverImage(ImageBytes bytes, LinkUrls links, StreamPlaces places, MeterRegistry meters) {
        this.bytes = bytes;
        this.links = links;
        this.places = places;
        this.meters = meters;
    }

    /** @param registration whose token was shown */
    ServerResponse answer(DownloadDecision decision, ResourceRef registration) {
        return switch (decision) {
            case DownloadDecision.Redirect(var image, var validFor) -> redirect(links.presigned(image, validFor));
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
        fields.put("url", links.of(image, ticket.link()).toString());
        fields.put("fileName", image.fileName());
        fields.put("type", image.type().word());
        fields.put("platform", image.platform().word());
        fields.put("size", image.size());
        var sha256 = image.sha256();
        if (sha256 != null) {
            fields.put("sha256", sha256);
        }
        bytes.base(image).map(DeliverImage::base).ifPresent(base -> fields.put("base", base));
        fields.put(
                "expiresAt",
                ticket.link().expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
        return HttpAnswer.of(HttpStatus.OK, new HttpHeaders(), "application/json", Json.of(fields));
    }

    private static Map<String, Object> slot(long offset, long length) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("offset", offset);
        fields.put("length", length);
        return fields;
    }

    /** A client that has another image of this base fetches nothing but the slots. */
    private static Map<String, Object> base(ManifestDocument base) {
        var slots = base.slots().stream()
                .map(slot -> DeliverImage.slot(slot.offset(), slot.length()))
                .toList();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("sha256", base.sha256());
        fields.put("slots", slots);
        return fields;
    }
}
