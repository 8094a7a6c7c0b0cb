package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.BuildsDocument;
import io.elemental.seedimage.format.SourceId;
import io.elemental.seedimage.format.StoredInstallation;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.UnfinishedBuild;
import io.elemental.seedimage.rules.store.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;

/** Three namespaces in which SeedImages are made, and what becomes of their builds. */
abstract class Tenants {

    final World world = new World();
    final FollowChange follow =
            new FollowChange(world.reconciler, world.seedImages, world.builds, world.settings, world.clock);
    final StoredInstallation stored = new StoredInstallation(world.memory);

    @BeforeEach
    void begin() {
        world.seedImages.remove(World.SEED);
        List.of("a", "b", "c").forEach(this::register);
    }

    void register(String namespace) {
        var like = World.registration(World.KEY, "workdir");
        world.registrations.put(new Registration(
                new ResourceRef(namespace, "rack"),
                "uid-" + namespace,
                true,
                like.uri(),
                null,
                like.token(),
                null,
                like.agent(),
                like.privateKeyPem()));
    }

    void creates(ResourceRef ref, String source) {
        world.seedImages.put(World.like(World.seedImage(ref, "uid-" + ref, 1))
                .baseImage(url(source))
                .build());
        assertThat(follow.follow(new Change.SeedImageChanged(ref))).isEqualTo(Outcome.DONE);
        withinLimits();
    }

    /** The build ends well, and its event is heard. */
    void ends(ResourceRef ref) {
        var build = world.seedImages
                .find(ref)
                .map(seed -> SourceId.of(seed.base().image(), "linux/amd64", "iso", world.settings.slots()) + "-1")
                .orElseThrow();
        world.builder.prepare(build);
        assertThat(follow.follow(new Change.BaseBuildChanged(build))).isEqualTo(Outcome.DONE);
        withinLimits();
    }

    void withinLimits() {
        var running = world.builds.unfinished();
        assertThat(running).hasSizeLessThanOrEqualTo(4);
        List.of("a", "b", "c")
                .forEach(namespace -> assertThat(running.stream()
                                .filter(build -> build.namespace().equals(namespace)))
                        .hasSizeLessThanOrEqualTo(2));
    }

    /** Whose builds run. */
    List<ResourceRef> running() {
        var running =
                world.builds.unfinished().stream().map(UnfinishedBuild::build).toList();
        var refs = new ArrayList<ResourceRef>();
        try (var all = world.seedImages.all()) {
            all.filter(seed -> running.contains(
                            SourceId.of(seed.base().image(), "linux/amd64", "iso", world.settings.slots()) + "-1"))
                    .forEach(seed -> refs.add(seed.ref()));
        }
        return refs;
    }

    List<BuildsDocument.Waiting> waiting() {
        return stored.builds()
                .map(Versioned::value)
                .orElse(BuildsDocument.EMPTY)
                .waiting();
    }

    SeedImageState state(ResourceRef ref) {
        return world.seedImages.status(ref).orElseThrow().state();
    }

    String said(ResourceRef ref) {
        return world.seedImages
                .status(ref)
                .orElseThrow()
                .variants()
                .getFirst()
                .reason()
                .orElse("");
    }

    String build(String source) {
        return SourceId.of(url(source), "linux/amd64", "iso", world.settings.slots()) + "-1";
    }

    static ResourceRef a(int number) {
        return new ResourceRef("a", String.format(Locale.ROOT, "seed-%03d", number));
    }

    static String source(int number) {
        return "source-" + number;
    }

    static String url(String source) {
        return "https://mirror.example/%s.iso".formatted(source);
    }
}
