package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.testing.SeedImageBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** SeedImages as people write them, good and bad. */
final class Specs {

    private static final List<String> BASES = List.of(
            "https://mirror.example/one.iso",
            "https://mirror.example/two.iso",
            "s3://seedimages/uploads/elsewhere/x.iso");

    private static final List<Delivery> DELIVERIES = List.of(Delivery.AUTO, Delivery.REDIRECT, Delivery.PROXY);

    /** Less than any base of a history has. */
    static final long TOO_SMALL = 1000;

    private final Random random;

    Specs(Random random) {
        this.random = random;
    }

    SeedImage fresh(ResourceRef ref, String uid, String registration, Instant now) {
        var spec = new SeedImageBuilder(ref, uid, 1).registration(registration).createdAt(now);
        return changed(changed(spec.minutes(minutes()).build()).build()).build();
    }

    /** The same SeedImage with another word in its spec. */
    SeedImageBuilder changed(SeedImage seedImage) {
        var spec = World.like(seedImage);
        switch (random.nextInt(8)) {
            case 0, 1 -> spec.cloudConfig(random.nextInt(3) == 0 ? Map.of("hostname", "host") : Map.of());
            case 2 -> spec.baseImage(BASES.get(random.nextInt(10) == 0 ? 2 : random.nextInt(2)));
            case 3 -> spec.pullPolicy(random.nextBoolean() ? PullPolicy.ALWAYS : PullPolicy.IF_NOT_PRESENT);
            case 4 -> spec.delivery(DELIVERIES.get(random.nextInt(3)));
            case 7 -> spec.size(random.nextInt(3) == 0 ? TOO_SMALL : World.SIZE);
            case 5 -> {
                if (random.nextBoolean()) {
                    spec.variants(World.ISO, World.ARM);
                } else {
                    spec.variants(World.ISO);
                }
            }
            default -> {
                if (random.nextInt(4) == 0) {
                    spec.cloudConfig(Map.of("hostname", "x".repeat(600)));
                } else {
                    spec.minutes(minutes());
                }
            }
        }
        return spec;
    }

    private int minutes() {
        return List.of(0, 0, 5, 60).get(random.nextInt(4));
    }
}
