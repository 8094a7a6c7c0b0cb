package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.GrantLinks;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A cluster and a store, and the hands of all who are not the reconciler. */
interface Site extends AutoCloseable {

    SeedImages seedImages();

    Registrations registrations();

    BaseBuilds builds();

    ObjectStore store();

    MultipartUploads uploads();

    GrantLinks links();

    Workshop workshop();

    void create(SeedImage seedImage);

    void change(ResourceRef ref, UnaryOperator<SeedImage> change);

    /** Annotates a SeedImage, so that it is made anew, and its generation stays. */
    void mark(ResourceRef ref, String mark);

    void delete(ResourceRef ref);

    Optional<SeedImageStatus> status(ResourceRef ref);

    void register(Registration registration);

    void unregister(ResourceRef registration);

    int unfinishedUploads();

    /** What {@link #onlySweptSince} compares with. */
    Object now();

    /** Whether nothing was written but a sweep's own document, by one slice. */
    boolean onlySweptSince(Object before);

    @Override
    void close();
}
