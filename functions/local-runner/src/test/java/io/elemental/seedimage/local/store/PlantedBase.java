package io.elemental.seedimage.local.store;

import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.SourceId;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.overlay.Placeholder;
import io.elemental.seedimage.overlay.ScanBase;
import io.elemental.seedimage.overlay.SlotSpec;
import io.elemental.seedimage.rules.Slots;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A small base that lies in the store as if it had been built, for what is measured without builders. */
public final class PlantedBase {

    private static final int FRONT = 500_000;
    private static final int TAIL = 200_000;
    static final List<SlotSpec> SLOTS = Stream.of(Slots.AGENT, Slots.CLOUD_CONFIG)
            .map(name -> new SlotSpec(name, Slots.LENGTHS.getOrDefault(name, 0)))
            .toList();

    private PlantedBase() {}

    /** One of some hundred kilobytes. */
    public static void plant(ObjectStore store, String source) {
        var bytes = bytes(SourceId.of(source, "linux/amd64", "iso", Slots.LENGTHS));
        plant(store, source, bytes, key -> {
            var _ = store.put(key, bytes, new Precondition.None());
            return store.head(key).orElseThrow().etag();
        });
    }

    /**
     * One of these bytes, in which the placeholders of slots are.
     *
     * @param upload puts them there by a key, and returns their entity tag
     */
    static void plant(ObjectStore store, String source, byte[] bytes, UnaryOperator<String> upload) {
        var id = SourceId.of(source, "linux/amd64", "iso", Slots.LENGTHS);
        var build = id + "-1";
        var scan = new ScanBase(build, SLOTS, id);
        scan.update(bytes, 0, bytes.length);
        var base = scan.finish();
        var bases = new StoredBases(store);
        bases.putManifest(
                new ManifestDocument(
                        build,
                        source,
                        "etag",
                        "linux/amd64",
                        "iso",
                        bytes.length,
                        base.sha256(),
                        upload.apply(StoreKeys.baseImage(build)),
                        base.slots(),
                        base.digestState(),
                        List.of(),
                        Instant.EPOCH,
                        null,
                        null),
                new Precondition.None());
        bases.putSource(
                new SourceDocument(
                        id, source, "linux/amd64", "iso", Slots.LENGTHS, null, 1, build, "etag", Instant.EPOCH, null),
                new Precondition.None());
    }

    private static byte[] bytes(String slotId) {
        var random = new Random(1);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(some(random, FRONT));
        SLOTS.forEach(slot -> bytes.writeBytes(Placeholder.of(slot, slotId)));
        bytes.writeBytes(some(random, TAIL));
        return bytes.toByteArray();
    }

    private static byte[] some(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
