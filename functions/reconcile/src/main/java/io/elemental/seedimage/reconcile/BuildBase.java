package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.rules.BaseBuilds;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.MultipartUploads;
import io.elemental.seedimage.rules.PutOutcome;
import io.elemental.seedimage.rules.SeedImage;
import java.util.Optional;

/** Begins attempts at bases: one number, one upload, one builder each, whoever else tries the same. */
final class BuildBase {

    private final StoredBases documents;
    private final BaseBuilds builds;
    private final MultipartUploads uploads;
    private final Grants grants;

    BuildBase(StoredBases documents, BaseBuilds builds, MultipartUploads uploads, Grants grants) {
        this.documents = documents;
        this.builds = builds;
        this.uploads = uploads;
        this.grants = grants;
    }

    /** Takes the next number, then starts its builder. */
    void begin(SourceState source, int attempt, SeedImage seedImage) {
        var begun = source.begun(attempt);
        switch (documents.putSource(begun, source.precondition())) {
            case PutOutcome.Written(var etag) ->
                start(new SourceState(source.from(), begun, Optional.of(etag)), seedImage);
            case PutOutcome.Conflict() -> throw new OvertakenException("the source's document");
        }
    }

    /** Starts the builder of the newest attempt; who comes second gives up the upload that was meant for it. */
    void start(SourceState source, SeedImage seedImage) {
        var build = source.build(source.document().attempt());
        var uploadId = builds.uploadIdOf(build).orElseGet(() -> claim(build, source, seedImage));
        builds.run(build, grants.of(build, uploadId, source.from(), source.document(), seedImage.sizeInBytes()));
    }

    private String claim(String build, SourceState source, SeedImage seedImage) {
        var key = StoreKeys.baseImage(build);
        var uploadId = uploads.start(key, mediaType(source.document()));
        var claimed = builds.claim(build, uploadId, seedImage.sizeInBytes());
        if (!claimed.equals(uploadId)) {
            uploads.abort(key, uploadId);
        }
        return claimed;
    }

    private static String mediaType(SourceDocument source) {
        return ImageType.parse(source.type()).map(ImageType::mediaType).orElse("application/octet-stream");
    }
}
