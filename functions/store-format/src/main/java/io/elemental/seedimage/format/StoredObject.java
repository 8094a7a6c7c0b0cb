package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.ResourceRef;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An object in the store, known by its key. This is the only place that makes keys of names and names of keys; the one
 * is the inverse of the other. A name may look like any other part of a key: what a part means is said by its place
 * alone.
 */
public sealed interface StoredObject {

    String key();

    record Source(String id) implements StoredObject {

        @Override
        public String key() {
            return StoreKeys.SOURCES + id + ".json";
        }
    }

    /** @param file what it is of the base */
    record OfBase(String build, String file) implements StoredObject {

        @Override
        public String key() {
            return StoreKeys.BASES + build + "/" + file;
        }
    }

    /** @param file what it is of the image */
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
        return Stream.of(Form.values()).flatMap(form -> form.read(key).stream()).findFirst();
    }

    /** How the keys of a kind of object look. */
    enum Form {
        SOURCE("sources/([^/]+)\\.json", parts -> new Source(parts.group(1))),
        OF_BASE("bases/([^/]+)/([^/]+)", parts -> new OfBase(parts.group(1), parts.group(2))),
        OF_IMAGE("images/([^/]+)/([^/]+)", parts -> new OfImage(parts.group(1), parts.group(2))),
        REGISTRATION(
                "catalog/([^/]+)/([^/]+)/registration\\.json",
                parts -> new Registration(new ResourceRef(parts.group(1), parts.group(2)))),
        ENTRY("catalog/([^/]+)/([^/]+)/seedimages/([^/]+)/entry\\.json", parts -> {
            var entry = new Entry(new ResourceRef(parts.group(1), parts.group(2)), parts.group(3));
            var _ = entry.ref(); // refuses what no SeedImage is called
            return entry;
        });

        private final Pattern pattern;
        private final Function<MatchResult, StoredObject> object;

        Form(String pattern, Function<MatchResult, StoredObject> object) {
            this.pattern = Pattern.compile(pattern);
            this.object = object;
        }

        Optional<StoredObject> read(String key) {
            var matcher = pattern.matcher(key);
            try {
                return matcher.matches() ? Optional.of(object.apply(matcher)) : Optional.empty();
            } catch (InvalidInputException _) { // somebody else's object
                return Optional.empty();
            }
        }
    }
}
