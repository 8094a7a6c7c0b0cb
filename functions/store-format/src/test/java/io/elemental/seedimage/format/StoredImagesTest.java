package io.elemental.seedimage.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.testing.InMemoryStore;
import org.junit.jupiter.api.Test;

class StoredImagesTest {

    private final InMemoryStore store = new InMemoryStore();
    private final StoredImages images = new StoredImages(store);
    private final OverlayDocument overlay = Example.overlay().document();

    @Test
    void keepsOverlays() {
        assertThat(images.overlay(overlay.identity())).isEmpty();

        images.putOverlay(overlay);
        images.putOverlay(overlay);

        assertThat(images.overlay(overlay.identity()).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(overlay);
    }

    @Test
    void knowsWhichImagesAreObjects() {
        assertThat(images.composed(overlay.identity())).isFalse();

        store.put(StoreKeys.composedImage(overlay.identity()), new byte[1], new Precondition.None());

        assertThat(images.composed(overlay.identity())).isTrue();
    }

    @Test
    void removesAllOfAnImage() {
        images.putOverlay(overlay);
        store.put(StoreKeys.composedImage(overlay.identity()), new byte[1], new Precondition.None());

        images.remove(overlay.identity());
        images.remove(overlay.identity());

        assertThat(store.list("images/")).isEmpty();
    }
}
