package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.download.StreamPlaces.Taken.NoneFree;
import io.elemental.seedimage.download.StreamPlaces.Taken.Place;
import io.elemental.seedimage.download.StreamPlaces.Taken.ShareUsed;
import io.elemental.seedimage.rules.ResourceRef;
import org.junit.jupiter.api.Test;

class StreamPlacesTest {

    private static final ResourceRef RACK = new ResourceRef("fleet", "rack");

    private final StreamPlaces places = new StreamPlaces(8);

    @Test
    void giveOneRegistrationHalf() {
        take(RACK, 4);

        assertThat(places.take(RACK)).isEqualTo(new ShareUsed(4));
        assertThat(places.take(RACK.sibling("other"))).isInstanceOf(Place.class);
    }

    @Test
    void giveOneNamespaceThreeQuarters() {
        take(RACK, 4);
        take(RACK.sibling("b"), 2);

        assertThat(places.take(RACK.sibling("c"))).isEqualTo(new ShareUsed(6));
        assertThat(places.take(new ResourceRef("another", "rack"))).isInstanceOf(Place.class);
    }

    @Test
    void areNeverMoreThanAll() {
        take(RACK, 4);
        take(new ResourceRef("b", "rack"), 4);

        assertThat(places.take(new ResourceRef("c", "rack"))).isEqualTo(new NoneFree(8));
    }

    @Test
    void areRareFromThreeQuartersOn() {
        take(RACK, 4);
        take(new ResourceRef("b", "rack"), 1);
        assertThat(places.areRare()).isFalse();

        take(new ResourceRef("b", "rack"), 1);
        assertThat(places.areRare()).isTrue();
    }

    @Test
    void areFreeAgainOnceGivenBack() {
        for (var round = 0; round < 20; round++) {
            assertThat(places.take(RACK)).isInstanceOfSatisfying(Place.class, Place::close);
        }

        take(RACK, 4);
        take(new ResourceRef("b", "rack"), 4);
    }

    @Test
    void giveEverybodyOneAtLeast() {
        assertThat(new StreamPlaces(1).take(RACK)).isInstanceOf(Place.class);
    }

    private void take(ResourceRef registration, int count) {
        for (var i = 0; i < count; i++) {
            assertThat(places.take(registration)).isInstanceOf(Place.class);
        }
    }
}
