package io.elemental.seedimage.local.manifests;

import io.elemental.seedimage.rules.ResourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What stood in the folder of manifests when it was read.
 *
 * @param problems a sentence for each document that cannot be read
 * @param notices a sentence for each document that is none of ours
 * @param refused the files that the problems are in
 */
public record Manifests(
        Map<String, Map<ResourceRef, Manifest>> byKind,
        List<String> problems,
        List<String> notices,
        Set<String> refused) {

    public static final Manifests NONE = new Manifests(Map.of(), List.of(), List.of(), Set.of());

    Optional<Manifest> find(String kind, ResourceRef ref) {
        return Optional.ofNullable(all(kind).get(ref));
    }

    Map<ResourceRef, Manifest> all(String kind) {
        return byKind.getOrDefault(kind, Map.of());
    }

    /** Collects what is read. */
    static final class Reading {

        private final Map<String, Map<ResourceRef, Manifest>> byKind = new TreeMap<>();
        private final List<String> problems = new ArrayList<>();
        private final List<String> notices = new ArrayList<>();
        private final Set<String> refused = new TreeSet<>();

        void add(Manifest manifest) {
            var earlier = ofKind(manifest.kind()).putIfAbsent(manifest.ref(), manifest);
            if (earlier != null) {
                notice("%s: %s %s is ignored: it stands in %s already"
                        .formatted(manifest.place(), manifest.kind(), manifest.ref(), earlier.place()));
            }
        }

        /** The file has a problem: what an earlier reading found in it stays, as in a cluster that refused a change. */
        void refuse(String file, Manifests earlier) {
            refused.add(file);
            earlier.byKind()
                    .forEach((kind, byRef) -> byRef.forEach((ref, manifest) -> {
                        if (manifest.file().equals(file)) {
                            ofKind(kind).putIfAbsent(ref, manifest);
                        }
                    }));
        }

        void problem(String sentence) {
            problems.add(sentence);
        }

        void notice(String sentence) {
            notices.add(sentence);
        }

        int problemsSoFar() {
            return problems.size();
        }

        Manifests done() {
            return new Manifests(byKind, List.copyOf(problems), List.copyOf(notices), Set.copyOf(refused));
        }

        private Map<ResourceRef, Manifest> ofKind(String kind) {
            return byKind.computeIfAbsent(kind, _ -> new TreeMap<>());
        }
    }
}
