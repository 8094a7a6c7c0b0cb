package io.elemental.seedimage.local;

import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.local.common.Options;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.local.store.LocalStore;
import io.elemental.seedimage.testing.ElementalIso;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The stores that {@code scripts/bench} brings: one that is spoken to in the clear, and one that speaks TLS alone. */
final class BenchStores {

    private static final long MEGABYTE = 1_000_000;
    private static final long EFI = 8L * 1024 * 1024;

    /**
     * Where to measure.
     *
     * @param folder that is removed afterwards
     * @param suffix of the rows, which says what store it is
     * @param iso a base, which the store has
     */
    record Place(Path folder, String suffix, LocalStore store, BenchImages images, Path iso) {

        /** Where a server says what it does; it stays there. */
        Path log(String server) {
            return Objects.requireNonNull(folder.getParent()).resolveSibling(server + suffix + ".log");
        }
    }

    private BenchStores() {}

    /** @param data folder that is made anew, and removed */
    static void each(Path data, BiConsumer<Place, Terminal> measure) {
        var payload = MEGABYTE * Long.parseLong(setting("SEEDIMAGE_BENCH_ISO_MB", "1000"));
        Folders.remove(data);
        try {
            System.out.printf(Locale.ROOT, "Making an ISO of %s bytes with an appended EFI partition.%n", payload);
            var iso = ElementalIso.make(Folders.create(data).resolve("base.iso"), payload, EFI);
            at(data.resolve("plain"), "SEEDIMAGE_S3_ENDPOINT", "", iso, measure);
            at(data.resolve("tls"), "SEEDIMAGE_TLS_S3_ENDPOINT", "-tls", iso, measure);
        } finally {
            Folders.remove(data);
        }
    }

    static String setting(String name, String otherwise) {
        return Optional.ofNullable(System.getenv(name)).orElse(otherwise);
    }

    private static void at(Path folder, String endpoint, String suffix, Path iso, BiConsumer<Place, Terminal> measure) {
        var options = Options.parse("--s3", System.getenv(endpoint), "--bucket", "bench");
        var terminal = new Terminal(System.out);
        try (var store = LocalStore.open(options, Folders.create(folder), System.getenv());
                var images = new BenchImages(folder, store, iso, terminal)) {
            measure.accept(new Place(folder, suffix, store, images, iso), terminal);
        }
    }
}
