package io.elemental.seedimage.reconcile.base;

import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.reconcile.common.Admission;
import io.elemental.seedimage.reconcile.common.OvertakenException;
import io.elemental.seedimage.reconcile.facts.SourceState;
import io.elemental.seedimage.reconcile.queue.BuildQueue;
import io.elemental.seedimage.reconcile.queue.KeptBuilds;
import io.elemental.seedimage.reconcile.settings.BuildLimits;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.BuildGrant;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.util.Optional;

/** Begins attempts at bases. Each attempt has one number, one upload and one builder, whoever else tries the same. */
public final class BuildBase {

    private final StoredBases documents;
    private final BaseBuilds builds;
    private final MultipartUploads uploads;
    private final Grants grants;
    private final SafeGrants safeGrants;
    private final BuildQueue queue;
    private final BuildLimits limits;

    public BuildBase(
            StoredBases documents,
            BaseBuilds builds,
            MultipartUploads uploads,
            Grants grants,
            SafeGrants safeGrants,
            BuildQueue queue,
            BuildLimits limits) {
        this.documents = documents;
        this.builds = builds;
        this.uploads = uploads;
        this.grants = grants;
        this.safeGrants = safeGrants;
        this.queue = queue;
        this.limits = limits;
    }

    /** One sentence that says why no build may begin now; else empty. */
    public Optional<String> objection(Instant now) {
        return safeGrants.objection(now);
    }

    /** One sentence that says why a source cannot be reached; else empty. */
    public Optional<String> obstacle(SourceState source) {
        return grants.objection(source.from(), source.document());
    }

    /** Takes the next number. Starts the builder when it is the build's turn. */
    public Admission begin(SourceState source, int attempt, SeedImage seedImage, Instant now) {
        var begun = source.begun(attempt);
        return switch (documents.putSource(begun, source.precondition())) {
            case PutOutcome.Written(var etag) ->
                start(new SourceState(source.from(), begun, Optional.of(etag)), seedImage, now);
            case PutOutcome.Conflict() -> throw new OvertakenException("the source's document");
        };
    }

    /**
     * Starts the builder of the newest attempt when it is the attempt's turn. Whoever comes second aborts the upload it
     * made. Synchronized, so that two threads never take the same place.
     */
    public synchronized Admission start(SourceState source, SeedImage seedImage, Instant now) {
        var build = source.build(source.document().attempt());
        var claimed = builds.uploadIdOf(build);
        if (claimed.isPresent()) {
            builds.run(build, grant(build, claimed.get(), source, now));
            return new Admission.Go(seedImage.ref().namespace());
        }
        var turn = queue.ask(build, seedImage.ref(), now);
        if (turn instanceof Admission.Go(var namespace)) {
            grants.require(source.from(), source.document()); // nobody holds a place whose builder gets no grant
            var uploadId = claim(build, source, namespace);
            requireUnderWay(source, build, uploadId);
            builds.run(build, grant(build, uploadId, source, now));
            queue.begun(build, namespace);
        }
        return turn;
    }

    /**
     * Whoever recorded the end of the attempt since it was read has removed its builder: another one would build in
     * vain.
     */
    private void requireUnderWay(SourceState source, String build, String uploadId) {
        var now = documents.source(source.document().id()).map(Versioned::value);
        if (now.filter(KeptBuilds::underWay)
                .map(KeptBuilds::newest)
                .filter(build::equals)
                .isEmpty()) {
            builds.remove(build);
            uploads.abort(StoreKeys.baseImage(build), uploadId);
            throw new OvertakenException("an attempt whose end another recorded");
        }
    }

    /** Gives the builder of the newest attempt a grant that is good for longer. */
    public void renew(SourceState source, Instant now) {
        var build = source.build(source.document().attempt());
        builds.uploadIdOf(build)
                .filter(_ -> obstacle(source).isEmpty())
                .ifPresent(uploadId -> builds.renew(build, grant(build, uploadId, source, now)));
    }

    /** Removes a build that ended from the queue. */
    public void ended() {
        queue.placesAreFree();
    }

    private BuildGrant grant(String build, String uploadId, SourceState source, Instant now) {
        return grants.of(build, uploadId, source.from(), source.document(), limits.maxSize(), now);
    }

    private String claim(String build, SourceState source, String namespace) {
        var key = StoreKeys.baseImage(build);
        var uploadId = uploads.start(key, mediaType(source.document()));
        var claimed = builds.claim(build, uploadId, limits.maxSize(), namespace);
        if (!claimed.equals(uploadId)) {
            uploads.abort(key, uploadId);
        }
        return claimed;
    }

    private static String mediaType(SourceDocument source) {
        return ImageType.parse(source.type()).map(ImageType::mediaType).orElse("application/octet-stream");
    }
}
