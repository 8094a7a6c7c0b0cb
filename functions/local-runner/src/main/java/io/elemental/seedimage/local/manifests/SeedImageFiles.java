package io.elemental.seedimage.local.manifests;

import io.elemental.seedimage.cluster.StoredResources;
import io.elemental.seedimage.local.common.DataFile;
import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.YamlDumpSettingsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What is kept of SeedImages beside the manifests: {@code status/<namespace>/<name>.yaml} and ledgers. */
public final class SeedImageFiles {

    private static final String SUFFIX = ".yaml";

    private static final KubernetesSerialization YAML = new KubernetesSerialization(
            new ObjectMapper(),
            false,
            new YamlDumpSettingsBuilder().setMinimizeQuotes(true).build());

    private final Path statuses;
    private final Path ledgers;

    public SeedImageFiles(Path data) {
        statuses = data.resolve("status");
        ledgers = data.resolve("ledger");
    }

    Ledger ledger(ResourceRef ref) {
        return read(file(ledgers, ref), Ledger.class).orElse(Ledger.NEW);
    }

    void put(ResourceRef ref, Ledger ledger) {
        DataFile.write(file(ledgers, ref), YAML.asYaml(ledger));
    }

    void put(ResourceRef ref, SeedImageStatus status) {
        DataFile.write(file(statuses, ref), YAML.asYaml(StoredResources.status(status)));
    }

    /** The status as it was reported last. */
    public Optional<JsonNode> status(ResourceRef ref) {
        return read(file(statuses, ref), JsonNode.class);
    }

    public void removeStatus(ResourceRef ref) {
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

    private static <T> Optional<T> read(Path file, Class<T> type) {
        return Optional.ofNullable(DataFile.read(file)).map(content -> YAML.unmarshal(content, type));
    }
}
