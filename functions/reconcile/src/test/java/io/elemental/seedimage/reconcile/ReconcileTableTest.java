package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.BuildState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a look does about each fact, and about each two facts next to each other that come together. */
class ReconcileTableTest {

    private final World world = new World();

    /**
     * What happened before, with a look after each; what happens then, all before one look; and what is to be seen
     * after it: the reason of Ready, the image's state, how many builders were started, and whether there is a URL.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // the SeedImage is gone
                "start, built  | gone                   | withdrawn",
                "start, built  | gone, unregistered     | withdrawn",
                "start         | gone, built            | withdrawn",
                // its registration cannot be used
                "              | unregistered           | RegistrationNotFound    PREPARING 0 no",
                "start, built  | unregistered           | RegistrationNotFound    PREPARING 1 no",
                "              | unregistered, refused  | RegistrationNotFound    PREPARING 0 no",
                "start, built  | frozen, refused        | RegistrationFrozen      PREPARING 1 no",
                // it asks for what cannot be made
                "              | refused                | SeedImageBuildFailure   FAILED    0 no",
                "start, built  | refused                | SeedImageBuildFailure   FAILED    1 no",
                "              | refused, retrigger     | SeedImageBuildFailure   FAILED    0 no",
                "start         | refused, built         | SeedImageBuildFailure   FAILED    1 no",
                // no build, or a newer one is asked for
                "              | start                  | SeedImageBuildOngoing   PREPARING 1 no",
                "start, built  | retrigger              | SeedImageBuildOngoing   PREPARING 2 no",
                "start, built  | marked                 | SeedImageBuildOngoing   PREPARING 2 no",
                "start, always | built                  | SeedImageBuildSuccess   READY     1 yes",
                "start         | built, retrigger       | SeedImageBuildOngoing   PREPARING 2 no",
                // the Job is complete
                "start         | built                  | SeedImageBuildSuccess   READY     1 yes",
                // the Job failed, or went without a result
                "start         | failed                 | SeedImageBuildFailure   FAILED    1 no",
                "start         | ended without a result | SeedImageBuildFailure   FAILED    1 no",
                "start, failed | start                  | SeedImageBuildFailure   FAILED    1 no",
                "start, failed | retrigger              | SeedImageBuildOngoing   PREPARING 2 no",
                "start, failed | changed                | SeedImageBuildOngoing   PREPARING 2 no",
                "start, failed | later                  | SeedImageBuildFailure   FAILED    1 no",
                // the Job is being deleted
                "start         | terminating            | SeedImageBuildOngoing   PREPARING 1 no",
                "start         | built, terminating     | SeedImageBuildOngoing   PREPARING 1 no",
                "start         | failed, terminating    | SeedImageBuildOngoing   PREPARING 1 no",
                // the base is there, the overlay is not
                "start, built  | changed                | SeedImageBuildSuccess   READY     1 yes",
                "start, built  | changed, redirect      | SeedImageBuildSuccess   READY     1 yes composed",
                // a composed object is wanted
                "start, built  | redirect               | SeedImageBuildSuccess   READY     1 yes composed",
                "start         | redirect, built        | SeedImageBuildSuccess   READY     1 yes composed",
                // all is there
                "start, built  | start                  | SeedImageBuildSuccess   READY     1 yes",
                // its time is over
                "start, built  | later                  | SeedImageBuildDeadline  EXPIRED   1 no",
                "start, built  | later, redirect        | SeedImageBuildSuccess   READY     1 yes composed",
                "start, built  | later, rotated         | SeedImageBuildDeadline  EXPIRED   1 no",
                "start, built  | later, unregistered    | SeedImageBuildDeadline  EXPIRED   1 no",
                "start, built  | later, retrigger       | SeedImageBuildOngoing   PREPARING 2 no",
                // registration, key or SeedImage changed
                "start, built  | rotated                | SeedImageBuildSuccess   READY     1 yes",
                "start, built  | rotated, changed       | SeedImageBuildSuccess   READY     1 yes",
                "start, built  | rotated, gone          | withdrawn",
            })
    void seesTheFactsAndDoesTheFirstThingFirst(@Nullable String before, String then, String seen) {
        if (before != null) {
            for (var fact : before.split(", ", -1)) {
                happens(fact);
                world.reconcile();
            }
        }
        for (var fact : then.split(", ", -1)) {
            happens(fact);
        }
        world.reconcile();

        assertThat(seen()).isEqualTo(seen.replaceAll(" +", " "));
    }

    private String seen() {
        var entry = world.entry();
        if (entry.withdrawnAt() != null) {
            assertThat(entry.variants()).isEmpty();
            return "withdrawn";
        }
        var image = world.image();
        return "%s %s %s %s%s"
                .formatted(
                        world.condition("Ready").split(" ", 2)[1],
                        image.state(),
                        world.builds.started(),
                        world.status().downloadURL().isEmpty() ? "no" : "yes",
                        image.ready().filter(CatalogVariant.Ready::composed).isPresent() ? " composed" : "");
    }

    private void happens(String fact) {
        var build = world.builds.all().stream().findFirst();
        switch (fact) {
            case "start" -> {} // it is looked at, and nothing else
            case "gone" -> world.seedImages.remove(World.SEED);
            case "unregistered" -> world.registrations.remove(World.RACK);
            case "frozen" -> world.registrations.put(World.registration("x", Optional.of(World.KEY), "w", true));
            case "rotated" -> world.registrations.put(World.registration(World.OTHER_KEY, "workdir"));
            case "refused" -> world.change(spec -> spec.baseImage("ftp://mirror.example/x"));
            case "changed" -> world.change(spec -> spec.cloudConfig(Map.of("hostname", "other")));
            case "redirect" -> {
                world.publicStore();
                world.change(spec -> spec.delivery(Delivery.REDIRECT));
            }
            case "always" -> world.change(spec -> spec.pullPolicy(PullPolicy.ALWAYS));
            case "retrigger" -> world.change(spec -> spec.retrigger(true));
            case "marked" ->
                world.seedImages.put(
                        World.like(world.seedImages.find(World.SEED).orElseThrow())
                                .mark("m")
                                .build());
            case "built" -> world.builder.prepare(build.orElseThrow());
            case "failed" -> world.builder.fail(build.orElseThrow(), "It is no ISO.");
            case "ended without a result" -> world.builds.end(build.orElseThrow(), new BuildState.Succeeded());
            case "terminating" -> world.builds.end(build.orElseThrow(), new BuildState.Terminating());
            case "later" -> world.clock.forward(Duration.ofHours(2));
            default -> throw new IllegalArgumentException(fact);
        }
    }
}
