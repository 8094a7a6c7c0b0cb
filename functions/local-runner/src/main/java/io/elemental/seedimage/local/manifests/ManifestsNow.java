package io.elemental.seedimage.local.manifests;

import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.rules.ResourceRef;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The manifests as they were read last; what cannot be read is told of once, and once more when it can be. */
final class ManifestsNow implements Supplier<Manifests> {

    private final ManifestFolder folder;
    private final SeedImageFiles files;
    private final Terminal terminal;
    private final Set<String> said = new HashSet<>();
    private volatile Manifests now = Manifests.NONE;

    ManifestsNow(ManifestFolder folder, SeedImageFiles files, Terminal terminal) {
        this.folder = folder;
        this.files = files;
        this.terminal = terminal;
    }

    Path folder() {
        return folder.path();
    }

    @Override
    public Manifests get() {
        return now;
    }

    /**
     * Reads the folder again, and says which SeedImages are to be looked at: those that stand there, and those that
     * did, unless something that cannot be read may be one of them.
     */
    List<ResourceRef> look() {
        var before = now;
        now = folder.read(before);
        var sentences =
                Stream.concat(now.problems().stream(), now.notices().stream()).toList();
        sentences.stream().filter(sentence -> !said.contains(sentence)).forEach(terminal::say);
        said.clear();
        said.addAll(sentences);
        before.refused().stream()
                .filter(file -> !now.refused().contains(file))
                .sorted()
                .forEach(file -> terminal.say(
                        folder.has(file) ? file + " is accepted now." : file + " is gone, which was not accepted."));
        var refs = new TreeSet<>(now.all(Manifest.SEED_IMAGE).keySet());
        if (now.problems().isEmpty()) {
            refs.addAll(files.withStatus());
        }
        return List.copyOf(refs);
    }
}
