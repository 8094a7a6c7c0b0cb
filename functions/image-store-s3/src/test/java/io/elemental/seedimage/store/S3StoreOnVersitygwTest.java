package io.elemental.seedimage.store;

import io.elemental.seedimage.testing.RealVersitygw;

class S3StoreOnVersitygwTest extends S3StoreOnRealStore {

    S3StoreOnVersitygwTest() {
        super(RealVersitygw::orSkip);
    }
}
