package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.ResourceRef;
import java.util.Optional;

/**
 * An object in the store, known by its key. Nothing else makes keys of names, or names of keys; the one is the inverse
 * of the other. A name may look like any other part of a key: what a part means is said by its place alone.
 */
public sealed interface StoredObject {

    String key();

    record Source(String id) implements StoredObject {

        @Override
        public String key() {
            return StoreKeys.SOURCES + id + ".json";
        }
    }

    /**
     * An object that belongs to a base.
     *
     * @param file what it is of the base
     */
    record OfBase(String build, String file) implements StoredObject {

        @Override
        public String key() {
            return StoreKeys.BASES + build + "/" + file;
        }
    }

    /**
     * An object that belongs to an image.
     *
     * @param file what it is of the image
     */
    record OfImage(String identity, String file) implements StoredObject {

        @Override
        public String key() {
            return StoreKeys.IMAGES + identity + "/" + file;
        }
    }

    record Registration(ResourceRef ref) implements StoredObject {

        @Override
        public String key() {
            return StoreKeys.catalog(ref.namespace()) + ref.name() + "/registration.json";
        }
    }

    /** The names of the SeedImages under a registration. */
    record Index(ResourceRef registration) implements StoredObject {

        @Override
        public String key() {
            return StoreKeys.catalog(registration.namespace()) + registration.name() + "/index.json";
        }
    }

    /** The entry of a SeedImage under a registration. */
    record Entry(ResourceRef registration, String seedImage) implements StoredObject {

        @Override
        public String key() {
            return StoreKeys.entries(registration) + seedImage + "/entry.json";
        }

        public ResourceRef ref() {
            return registration.sibling(seedImage);
        }
    }

    /** Empty for a key that none of these has: it is not ours, or one of the few documents that have no name. */
    static Optional<StoredObject> at(String key) {
        return KeyForm.ALL.stream().flatMap(form -> form.read(key).stream()).findFirst();
    }
}
