package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.store.StoreCapabilities;
import io.elemental.seedimage.rules.store.StoreRule;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that copies no parts, or not as it is asked, cannot be redirected to: nobody tries again and again. */
class ProxiedStoreTest {

    private static final String SENTENCE =
            "Clients cannot be redirected to the store: it answers 501. It is tried again once a day.";

    private final World world = new World();

    @BeforeEach
    void reachableByClients() {
        world.publicStore();
    }

    @ParameterizedTest
    @EnumSource(names = {"COPY_RANGE", "COPY_UNCHANGED", "GET_LINK"})
    void imagesAreProxiedAndTheConditionSaysSo(StoreRule rule) {
        lack(rule);

        world.complete();

        assertThat(world.condition("Ready")).isEqualTo("True SeedImageBuildSuccess");
        assertThat(world.message("Ready")).isEqualTo("seed image iso available. " + SENTENCE);
        assertThat(world.ready().composed()).isFalse();
        assertThat(world.entry().delivery()).isEqualTo(Delivery.PROXY);
        assertThat(world.memory.unfinishedUploads()).isZero();
    }

    @Test
    void nothingIsTriedAgainBeforeTheStoreIs() {
        lack(StoreRule.COPY_RANGE);
        world.complete();
        world.store.forget();
        var writes = world.seedImages.writes();

        var again = world.reconcile();
        world.reconcile();

        assertThat(again.orElseThrow()).isAfterOrEqualTo(world.clock.instant().plus(Duration.ofMinutes(1)));
        assertThat(world.store.writes()).isEmpty();
        assertThat(world.seedImages.writes()).isEqualTo(writes);
    }

    @Test
    void itIsComposedWhenTheStoreCanDoIt() {
        lack(StoreRule.COPY_RANGE);
        world.complete();

        world.known = Optional.empty();
        world.reconcile();

        assertThat(world.ready().composed()).isTrue();
        assertThat(world.entry().delivery()).isEqualTo(Delivery.AUTO);
        assertThat(world.message("Ready")).isEqualTo("seed image iso available");
    }

    @Test
    void whatWasComposedIsRedirectedToStill() {
        world.complete();
        lack(StoreRule.COPY_RANGE);

        world.reconcile();

        assertThat(world.ready().composed()).isTrue();
        assertThat(world.entry().delivery()).isEqualTo(Delivery.AUTO);
        assertThat(world.message("Ready")).isEqualTo("seed image iso available");
    }

    @Test
    void whatIsToBeDeliveredByRedirectAloneIsRefused() {
        lack(StoreRule.COPY_RANGE);
        world.change(seed -> seed.delivery(Delivery.REDIRECT));

        world.complete();

        assertThat(world.status().state()).isEqualTo(SeedImageState.FAILED);
        assertThat(world.message("Ready")).isEqualTo("spec.delivery cannot be redirect. " + SENTENCE);
        assertThat(world.condition("BaseReady")).isEqualTo("True BaseAvailable");
    }

    @Test
    void whoWantsNoRedirectsHearsNothing() {
        lack(StoreRule.COPY_RANGE);
        world.change(seed -> seed.delivery(Delivery.PROXY));

        world.complete();

        assertThat(world.message("Ready")).isEqualTo("seed image iso available");
    }

    private void lack(StoreRule rule) {
        var now = world.clock.instant();
        world.known = Optional.of(
                new StoreCapabilities("https://store.example", now, now, Map.of(rule.word(), "it answers 501")));
    }
}
