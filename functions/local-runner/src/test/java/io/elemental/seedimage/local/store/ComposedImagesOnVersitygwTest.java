package io.elemental.seedimage.local.store;

import io.elemental.seedimage.testing.RealVersitygw;

class ComposedImagesOnVersitygwTest extends ComposedImagesOnRealStore {

    ComposedImagesOnVersitygwTest() {
        super(RealVersitygw::orSkip);
    }
}
