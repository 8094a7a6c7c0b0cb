package io.elemental.seedimage.local.manifests;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.elemental.seedimage.rules.cluster.SeedImages;
import java.util.List;

/** Where SeedImages and registrations come from: a folder of manifests, or an API server. */
public interface ResourceSource extends AutoCloseable {

    SeedImages seedImages();

    Registrations registrations();

    NamedObjects namedObjects();

    /** Reads what there is now, and says what is to be looked at: what is there, and what was. */
    List<ResourceRef> look();

    /** Tells of every change, by a thread of its own, until this is closed. */
    void watch(Runnable changed);

    /** Nothing of this SeedImage is left to be cleaned up: if it is gone, it may be forgotten. */
    void settled(ResourceRef seedImage);

    @Override
    void close();
}
