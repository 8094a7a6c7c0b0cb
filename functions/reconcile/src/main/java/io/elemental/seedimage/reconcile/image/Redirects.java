package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.store.StoreCapabilities;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether clients are to be redirected to the store, for which an image must lie there as one object.
 *
 * @param storeIsPublic whether clients can reach the store
 * @param store what is known of it
 */
public record Redirects(boolean storeIsPublic, Supplier<Optional<StoreCapabilities>> store) {

    /** One sentence why an image that is delivered so is proxied, though it should not be. */
    public Optional<String> obstacle(Delivery delivery) {
        return wanted(delivery) ? store.get().flatMap(StoreCapabilities::onlyProxied) : Optional.empty();
    }

    boolean possible(Delivery delivery) {
        return wanted(delivery) && obstacle(delivery).isEmpty();
    }

    private boolean wanted(Delivery delivery) {
        return switch (delivery) {
            case REDIRECT -> true;
            case AUTO -> storeIsPublic;
            case PROXY -> false;
        };
    }
}
