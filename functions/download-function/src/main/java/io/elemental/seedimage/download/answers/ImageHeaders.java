package io.elemental.seedimage.download.answers;

import io.elemental.seedimage.rules.catalog.CatalogVariant.Ready;
import java.util.Base64;
import java.util.HexFormat;
import org.springframework.http.HttpHeaders;

/** What an answer says of the image whose bytes it carries, or would carry. */
public final class ImageHeaders {

    private ImageHeaders() {}

    public static HttpHeaders whole(Ready image) {
        var headers = bytes(image);
        headers.setContentLength(image.size());
        return headers;
    }

    public static HttpHeaders part(Ready image, long offset, long length) {
        var headers = bytes(image);
        headers.setContentLength(length);
        headers.set(HttpHeaders.CONTENT_RANGE, "bytes %s-%s/%s".formatted(offset, offset + length - 1, image.size()));
        return headers;
    }

    /** For a client that has the bytes already. */
    public static HttpHeaders notModified(Ready image) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.ETAG, image.entityTag());
        var writtenAt = image.writtenAt();
        if (writtenAt != null) {
            headers.setLastModified(writtenAt);
        }
        return headers;
    }

    public static HttpHeaders outOfRange(Ready image) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        headers.set(HttpHeaders.CONTENT_RANGE, "bytes */" + image.size());
        return headers;
    }

    private static HttpHeaders bytes(Ready image) {
        var headers = notModified(image);
        headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        headers.set(HttpHeaders.CONTENT_TYPE, image.type().mediaType());
        headers.set(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(image.fileName()));
        var sha256 = image.sha256();
        if (sha256 != null) {
            // RFC 9530: of the whole image, also where a part of it is sent
            headers.set("Repr-Digest", "sha-256=:%s:".formatted(base64(sha256)));
        }
        return headers;
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
