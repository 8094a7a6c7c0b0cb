package io.elemental.seedimage.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.ResourceRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredObjectTest {

    /** Names that look like parts of keys, or lie at the bounds of what Kubernetes takes. */
    private static final List<String> NAMES = List.of(
            "rack",
            "registration.json",
            "entry.json",
            "index.json",
            "seedimages",
            "image",
            "image.json",
            "overlay.json",
            "composing.json",
            "manifest.json",
            "result.json",
            "progress.json",
            "json",
            "a.json.json",
            "catalog",
            "0",
            "0.0",
            "a-.-b",
            "x".repeat(63),
            "x.".repeat(126) + "x");

    private static final List<String> NAMESPACES = List.of("fleet", "catalog", "seedimages", "0", "x".repeat(63));

    @Test
    void isFoundAgainByItsKeyWhateverItIsCalled() {
        assertThat(objects().toList())
                .allSatisfy(object -> assertThat(StoredObject.at(object.key()))
                        .as(object.key())
                        .contains(object));
    }

    @Test
    void isFoundAgainByItsKeyForNamesByChance() {
        var random = new Random(13);
        IntStream.range(0, 5000).forEach(_ -> {
            var registration = new ResourceRef(label(random), name(random));
            var entry = new StoredObject.Entry(registration, name(random));
            var document = new StoredObject.Registration(registration);

            assertThat(StoredObject.at(entry.key())).contains(entry);
            assertThat(StoredObject.at(document.key())).contains(document);
            var index = new StoredObject.Index(registration);
            assertThat(StoredObject.at(index.key())).contains(index);
            assertThat(entry.key()).startsWith(StoreKeys.entries(registration));
            assertThat(document.key()).startsWith(StoreKeys.catalog(registration.namespace()));
        });
    }

    @Test
    void hasAKeyOfItsOwn() {
        var keys = objects().map(StoredObject::key).toList();

        assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "installation.json",
                "builds.json",
                "sources/.json",
                "sources/a/b.json",
                "bases/a",
                "images/a/",
                "catalog/fleet/rack",
                "catalog/fleet/registration.json",
                "catalog/fleet/index.json",
                "catalog/fleet/rack/seedimages/index.json",
                "catalog/fleet/rack/seedimages/entry.json",
                "catalog/fleet/rack/seedimages/seed/entry.json/entry.json",
                "catalog/fleet/rack/seedimages/Not_A_Name/entry.json",
                "catalog/Fleet/rack/registration.json",
                "catalog/fleet/../registration.json",
                "other/fleet/rack/registration.json",
            })
    void isNotOursUnderAnyOtherKey(String key) {
        assertThat(StoredObject.at(key)).isEmpty();
    }

    private static Stream<StoredObject> objects() {
        var registrations = NAMESPACES.stream()
                .flatMap(namespace -> NAMES.stream().map(name -> new ResourceRef(namespace, name)))
                .toList();
        var found = new ArrayList<StoredObject>();
        NAMES.forEach(name -> {
            found.add(new StoredObject.Source(name));
            found.add(new StoredObject.OfBase(name, StoreKeys.RESULT_FILE));
            found.add(new StoredObject.OfImage(name, StoreKeys.COMPOSING_FILE));
        });
        registrations.forEach(registration -> {
            found.add(new StoredObject.Registration(registration));
            found.add(new StoredObject.Index(registration));
            NAMES.forEach(name -> found.add(new StoredObject.Entry(registration, name)));
        });
        return found.stream();
    }

    private static String label(Random random) {
        return edge(random) + inner(random, 10, "-ab0") + edge(random);
    }

    private static String name(Random random) {
        return Stream.generate(() -> random.nextInt(4) == 0 ? "json" : label(random))
                .limit(1 + random.nextInt(4))
                .reduce((one, other) -> one + "." + other)
                .orElseThrow();
    }

    private static String edge(Random random) {
        return inner(random, 1, "az09");
    }

    private static String inner(Random random, int length, String of) {
        return random.ints(length, 0, of.length())
                .mapToObj(of::charAt)
                .map(String::valueOf)
                .reduce("", String::concat);
    }
}
