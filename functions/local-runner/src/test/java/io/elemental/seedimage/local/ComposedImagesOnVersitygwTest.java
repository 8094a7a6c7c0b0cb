package io.elemental.seedimage.local;

import io.elemental.seedimage.testing.RealVersitygw;

class ComposedImagesOnVersitygwTest extends ComposedImagesOnRealStore {

    ComposedImagesOnVersitygwTest() {
        super(RealVersitygw::orSkip);
    }
}
