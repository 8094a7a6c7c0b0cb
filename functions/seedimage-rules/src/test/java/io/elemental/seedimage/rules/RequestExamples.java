package io.elemental.seedimage.rules;

import io.elemental.seedimage.rules.download.ImageRequest;
import io.elemental.seedimage.rules.download.ImageRequest.Form;
import io.elemental.seedimage.rules.download.RequestConditions;
import org.jspecify.annotations.Nullable;

/** Requests for images, for tests. */
public final class RequestExamples {

    private RequestExamples() {}

    public static ImageRequest bytes() {
        return words(null, null, null);
    }

    public static ImageRequest words(@Nullable String type, @Nullable String arch, @Nullable String delivery) {
        return new ImageRequest(Form.BYTES, type, arch, delivery, RequestConditions.NONE);
    }

    public static ImageRequest request(Form form, @Nullable String delivery, RequestConditions conditions) {
        return new ImageRequest(form, null, null, delivery, conditions);
    }

    public static ImageRequest conditional(
            @Nullable String ifMatch, @Nullable String ifNoneMatch, @Nullable String range, @Nullable String ifRange) {
        return request(Form.BYTES, null, new RequestConditions(ifMatch, ifNoneMatch, range, ifRange));
    }
}
