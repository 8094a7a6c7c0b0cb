package io.elemental.seedimage.local.store;

import io.elemental.seedimage.testing.RealMinio;

class ComposedImagesOnMinioTest extends ComposedImagesOnRealStore {

    ComposedImagesOnMinioTest() {
        super(RealMinio::orSkip);
    }
}
