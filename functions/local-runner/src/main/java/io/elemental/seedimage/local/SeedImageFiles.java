package io.elemental.seedimage.local;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** What is kept of SeedImages beside the manifests: {@code status/<namespace>/<name>.yaml} and ledgers. */
final class SeedImageFiles {

    private static final String SUFFIX = ".yaml";

    private final Path statuses;
    private final Path ledgers;

    SeedImageFiles(Path data) {
        statuses = data.resolve("status");
        ledgers = data.resolve("ledger");
    }

    Ledger ledger(ResourceRef ref) {
        var content = DataFile.read(file(ledgers, ref));
        return content == null
                ? Ledger.NEW
                : ManifestDocuments.read("ledger of " + ref, content).byLine().values().stream()
                        .findFirst()
                        .map(Ledger::read)
                        .orElse(Ledger.NEW);
    }

    void put(ResourceRef ref, Ledger ledger) {
        DataFile.write(file(ledgers, ref), yaml(ledger.fields()));
    }

    void put(ResourceRef ref, SeedImageStatus status) {
        DataFile.write(file(statuses, ref), yaml(StatusFields.of(status)));
    }

    /** The status as it was reported last. */
    Optional<Fields> status(ResourceRef ref) {
        return Optional.ofNullable(DataFile.read(file(statuses, ref)))
                .flatMap(content -> ManifestDocuments.read("status of " + ref, content).byLine().values().stream()
                        .findFirst());
    }

    void removeStatus(ResourceRef ref) {
        try {
            Files.deleteIfExists(file(statuses, ref));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the status of %s".formatted(ref), e);
        }
    }

    /** Every SeedImage that has a status, whether it still has a manifest or not. */
    List<ResourceRef> withStatus() {
        return Folders.in(statuses).stream().flatMap(SeedImageFiles::refs).toList();
    }

    private static Stream<ResourceRef> refs(Path namespace) {
        try (var files = Files.list(namespace)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("."))
                    .map(name -> new ResourceRef(
                            namespace.getFileName().toString(), name.substring(0, name.length() - SUFFIX.length())))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list %s".formatted(namespace), e);
        }
    }

    private static Path file(Path folder, ResourceRef ref) {
        return folder.resolve(ref.namespace()).resolve(ref.name() + SUFFIX);
    }

    private static String yaml(Map<String, Object> fields) {
        var settings =
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new Dump(settings).dumpToString(fields);
    }
}
