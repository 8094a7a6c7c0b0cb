package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.store.GrantLinks;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.PresignedLinks;
import io.elemental.seedimage.rules.store.StoreTrial;

/** All that we rely on at a store. */
public interface WholeStoreContract
        extends ObjectStoreContract,
                MultipartUploadsContract,
                FetchableLinksContract,
                FetchableGrantLinksContract,
                CatalogContract,
                StoreTrialContract {

    /** The ways to use one store. */
    record Ports(
            ObjectStore objects,
            MultipartUploads uploads,
            PresignedLinks links,
            GrantLinks grantLinks,
            Catalog catalog,
            StoreTrial trial) {}

    Ports ports();

    @Override
    default ObjectStore objects() {
        return ports().objects();
    }

    @Override
    default MultipartUploads uploads() {
        return ports().uploads();
    }

    @Override
    default PresignedLinks links() {
        return ports().links();
    }

    @Override
    default GrantLinks grantLinks() {
        return ports().grantLinks();
    }

    @Override
    default Catalog catalog() {
        return ports().catalog();
    }

    @Override
    default StoreTrial trial() {
        return ports().trial();
    }
}
