package io.elemental.seedimage.store;

import io.elemental.seedimage.testing.RealMinio;

class S3StoreOnMinioTest extends S3StoreOnRealStore {

    S3StoreOnMinioTest() {
        super(RealMinio::orSkip);
    }
}
