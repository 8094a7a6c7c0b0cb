package io.elemental.seedimage.reconcile.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.reconcile.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantsTest {

    private static final long MIB = 1024 * 1024;

    @ParameterizedTest
    @CsvSource({"1, 5", "5242880000, 5", "5242880001, 6", "6442450944, 7", "1099511627776, 1049"})
    void partsAreSoLargeThatAThousandAreEnough(long maxSize, long mebibytes) {
        var partSize = Grants.partSize(maxSize);

        assertThat(partSize).isEqualTo(mebibytes * MIB);
        assertThat(Math.ceilDiv(maxSize, partSize)).isLessThanOrEqualTo(1000);
    }

    @Test
    void saysEverythingThatABuilderNeeds() {
        var world = new World();
        world.reconcile();

        var grant = world.builder.grant(world.build(1));

        assertThat(grant.build()).isEqualTo(world.build(1));
        assertThat(grant.kind()).isEqualTo("base");
        assertThat(grant.source().url()).isEqualTo(World.BASE_IMAGE);
        assertThat(grant.source().privateAddresses()).isFalse();
        assertThat(grant.source().localAddresses()).isFalse();
        assertThat(grant.source().allowedHosts()).isEmpty();
        assertThat(grant.previousRevision()).isNull();
        assertThat(grant.slotId()).isEqualTo(world.sourceId());
        assertThat(grant.sourceDateEpoch()).isEqualTo(1_700_000_000);
        assertThat(grant.maxSize()).isEqualTo(World.SIZE);
        assertThat(grant.partSize()).isEqualTo(5 * MIB);
        assertThat(grant.parts()).hasSize(12).allMatch(url -> url.contains("length=" + 5 * MIB));
        assertThat(grant.lastPart()).contains("part=13").doesNotContain("length=");
        assertThat(grant.progress()).contains("bases/" + world.build(1) + "/progress.json");
        assertThat(grant.result()).contains("bases/" + world.build(1) + "/result.json");
    }

    @Test
    void uploadedSourceIsOpenedByALinkOfTheStore() {
        var world = new World();
        world.seedImages.change(
                World.SEED,
                seed -> World.like(seed)
                        .baseImage("s3://seedimages/uploads/fleet/a.iso")
                        .build());
        world.reconcile();

        var source = world.builder.grant(world.builds.all().getFirst()).source();

        assertThat(source.url()).startsWith("memory://source/uploads/fleet/a.iso");
        assertThat(source.privateAddresses()).isTrue();
    }
}
