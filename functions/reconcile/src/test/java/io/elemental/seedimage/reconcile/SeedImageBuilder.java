package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.base.BaseAccess;
import io.elemental.seedimage.rules.base.BaseSpec;
import io.elemental.seedimage.rules.cluster.SeedImage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds SeedImages that differ in a field. */
public final class SeedImageBuilder {

    private ResourceRef ref;
    private String uid;
    private final long generation;
    private String registration = "rack";
    private String baseImage = World.BASE_IMAGE;
    private PullPolicy pullPolicy = PullPolicy.IF_NOT_PRESENT;
    private List<Variant> variants = List.of(World.ISO);
    private int minutes = 60;
    private boolean retrigger;
    private long size = World.SIZE;
    private Delivery delivery = Delivery.AUTO;
    private Map<String, @Nullable Object> cloudConfig = Map.of();
    private Instant createdAt = Instant.parse("2026-11-24T12:00:00Z");
    private String mark = "";
    private Optional<String> problem = Optional.empty();
    private Optional<Instant> completedAt = Optional.empty();
    private Optional<String> baseDigest = Optional.empty();
    private BaseAccess access = BaseAccess.ANYBODY;
    private Map<Variant, BaseSpec> ownBases = Map.of();

    SeedImageBuilder(ResourceRef ref, String uid, long generation) {
        this.ref = ref;
        this.uid = uid;
        this.generation = generation;
    }

    SeedImageBuilder(SeedImage seedImage) {
        this(seedImage.ref(), seedImage.uid(), seedImage.generation());
        registration = seedImage.registrationName();
        baseImage = seedImage.base().image();
        pullPolicy = seedImage.pullPolicy();
        variants = seedImage.variants();
        minutes = seedImage.cleanupAfterMinutes();
        retrigger = seedImage.retrigger();
        size = seedImage.sizeInBytes();
        delivery = seedImage.delivery();
        cloudConfig = seedImage.cloudConfig();
        createdAt = seedImage.createdAt();
        mark = seedImage.retriggerMark();
        problem = seedImage.problem();
        baseDigest = seedImage.base().digest();
        access = seedImage.base().access();
        ownBases = seedImage.ownBases();
    }

    SeedImageBuilder at(ResourceRef place, String newUid) {
        ref = place;
        uid = newUid;
        return this;
    }

    SeedImageBuilder uid(String value) {
        uid = value;
        return this;
    }

    SeedImageBuilder registration(String value) {
        registration = value;
        return this;
    }

    public SeedImageBuilder baseImage(String value) {
        baseImage = value;
        return this;
    }

    SeedImageBuilder pullPolicy(PullPolicy value) {
        pullPolicy = value;
        return this;
    }

    SeedImageBuilder variants(Variant... values) {
        variants = List.of(values);
        return this;
    }

    SeedImageBuilder minutes(int value) {
        minutes = value;
        return this;
    }

    SeedImageBuilder retrigger(boolean value) {
        retrigger = value;
        return this;
    }

    SeedImageBuilder size(long value) {
        size = value;
        return this;
    }

    SeedImageBuilder createdAt(Instant value) {
        createdAt = value;
        return this;
    }

    SeedImageBuilder completedAt(Optional<Instant> value) {
        completedAt = value;
        return this;
    }

    public SeedImageBuilder baseDigest(String value) {
        baseDigest = Optional.of(value);
        return this;
    }

    SeedImageBuilder proxy(String value) {
        return access(new BaseAccess(Optional.of(value), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    SeedImageBuilder access(BaseAccess value) {
        access = value;
        return this;
    }

    SeedImageBuilder ownBase(Variant variant, BaseSpec value) {
        ownBases = Map.of(variant, value);
        return this;
    }

    SeedImageBuilder mark(String value) {
        mark = value;
        return this;
    }

    SeedImageBuilder delivery(Delivery value) {
        delivery = value;
        return this;
    }

    SeedImageBuilder cloudConfig(Map<String, @Nullable Object> value) {
        cloudConfig = value;
        return this;
    }

    @SuppressWarnings("NullAway") // javac loses type annotations on the parameters of a compact constructor
    public SeedImage build() {
        return new SeedImage(
                ref,
                uid,
                generation,
                registration,
                new BaseSpec(baseImage, baseDigest, access),
                pullPolicy,
                variants,
                minutes,
                retrigger,
                size,
                delivery,
                cloudConfig,
                false,
                createdAt,
                mark,
                problem,
                completedAt,
                ownBases);
    }
}
