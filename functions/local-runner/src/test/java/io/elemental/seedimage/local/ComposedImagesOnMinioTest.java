package io.elemental.seedimage.local;

import io.elemental.seedimage.testing.RealMinio;

class ComposedImagesOnMinioTest extends ComposedImagesOnRealStore {

    ComposedImagesOnMinioTest() {
        super(RealMinio::orSkip);
    }
}
