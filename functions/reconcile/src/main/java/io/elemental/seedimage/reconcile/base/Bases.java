package io.elemental.seedimage.reconcile.base;

import com.github.benmanes.caffeine.cache.Cache;
import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.overlay.BaseBytes;
import io.elemental.seedimage.overlay.ImageOverlay;
import io.elemental.seedimage.overlay.OverlaidImage;
import io.elemental.seedimage.reconcile.common.Remembered;
import io.elemental.seedimage.rules.store.ObjectChangedException;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import java.util.Optional;

/** The complete bases. Remembers manifests, since the facts in them never change. */
public final class Bases {

    private static final int REMEMBERED = 256;
    private static final long ENDS_MEMORY = 48L * 1024 * 1024;

    private final ObjectStore store;
    private final StoredBases documents;
    private final Cache<String, ManifestDocument> manifests = Remembered.of(REMEMBERED);
    private final RecentRanges ranges = new RecentRanges(ENDS_MEMORY);

    public Bases(ObjectStore store) {
        this.store = store;
        this.documents = new StoredBases(store);
    }

    /** The same, but read from the store now. */
    public Optional<ManifestDocument> findNow(String build) {
        manifests.invalidate(build);
        return find(build);
    }

    /** Protects a base from deletion before an image is made of it. False: it is being deleted, or gone. */
    public boolean use(String build) {
        var now = documents.manifest(build).filter(manifest -> manifest.value().withdrawnAt() == null);
        if (now.isEmpty()) {
            forget(build);
            return false;
        }
        if (now.get().value().condemnedAt() == null) {
            return true;
        }
        var unmarked = now.get().value().marked(null, null);
        return documents.putManifest(
                        unmarked, new Precondition.Unchanged(now.get().etag()))
                instanceof PutOutcome.Written;
    }

    public Optional<ManifestDocument> find(String build) {
        var remembered = Optional.ofNullable(manifests.getIfPresent(build));
        if (remembered.isPresent()) {
            return remembered;
        }
        var found = documents.manifest(build).map(Versioned::value).filter(manifest -> manifest.withdrawnAt() == null);
        found.ifPresent(manifest -> manifests.put(build, manifest));
        return found;
    }

    /** Reads the base under the ETag of its manifest. Forgets a base that changed. */
    public OverlaidImage image(ManifestDocument base, ImageOverlay overlay) {
        return new OverlaidImage(bytes(base), overlay);
    }

    /** The same, with a memory for the range from the first slot to the end, which all images of a base read. */
    public OverlaidImage imageForDigest(ManifestDocument base, ImageOverlay overlay) {
        var bytes = bytes(base);
        return new OverlaidImage(range -> ranges.open(base.build(), range, bytes), overlay);
    }

    void forget(String build) {
        manifests.invalidate(build);
        ranges.forget(build);
    }

    private BaseBytes bytes(ManifestDocument base) {
        return range -> {
            try {
                return store.read(StoreKeys.baseImage(base.build()), base.objectETag(), range.offset(), range.length());
            } catch (ObjectChangedException e) {
                forget(base.build());
                throw e;
            }
        };
    }
}
