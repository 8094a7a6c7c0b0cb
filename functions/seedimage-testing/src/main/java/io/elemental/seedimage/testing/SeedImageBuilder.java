package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.base.BaseAccess;
import io.elemental.seedimage.rules.base.BaseSpec;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.Templating;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds SeedImages that differ in a field: an ISO for amd64, which is served for an hour. */
public final class SeedImageBuilder {

    private ResourceRef ref;
    private String uid;
    private long generation;
    private String registration = "rack";
    private String baseImage = "https://mirror.example/elemental.iso";
    private PullPolicy pullPolicy = PullPolicy.IF_NOT_PRESENT;
    private List<Variant> variants = List.of(new Variant(ImageType.ISO, Platform.LINUX_AMD64));
    private int minutes = 60;
    private boolean retrigger;
    private long size = 64L * 1024 * 1024;
    private Delivery delivery = Delivery.AUTO;
    private Map<String, @Nullable Object> cloudConfig = Map.of();
    private Templating templating = Templating.UNSAID;
    private Instant createdAt = Instant.parse("2026-11-24T12:00:00Z");
    private String mark = "";
    private String linkGeneration = "";
    private Optional<String> problem = Optional.empty();
    private Optional<Instant> completedAt = Optional.empty();
    private Optional<String> baseDigest = Optional.empty();
    private BaseAccess access = BaseAccess.ANYBODY;
    private Map<Variant, BaseSpec> ownBases = Map.of();

    public SeedImageBuilder(ResourceRef ref, String uid, long generation) {
        this.ref = ref;
        this.uid = uid;
        this.generation = generation;
    }

    /** One whose uid is its name. */
    public SeedImageBuilder(ResourceRef ref) {
        this(ref, ref.name(), 1);
    }

    /** One with the spec of another, and without its mark of completion. */
    public SeedImageBuilder(SeedImage seedImage) {
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
        templating = seedImage.templating();
        createdAt = seedImage.createdAt();
        mark = seedImage.retriggerMark();
        linkGeneration = seedImage.linkGeneration();
        problem = seedImage.problem();
        baseDigest = seedImage.base().digest();
        access = seedImage.base().access();
        ownBases = seedImage.ownBases();
    }

    public SeedImageBuilder at(ResourceRef place, String newUid) {
        ref = place;
        uid = newUid;
        return this;
    }

    public SeedImageBuilder uid(String value) {
        uid = value;
        return this;
    }

    public SeedImageBuilder generation(long value) {
        generation = value;
        return this;
    }

    public SeedImageBuilder registration(String value) {
        registration = value;
        return this;
    }

    public SeedImageBuilder baseImage(String value) {
        baseImage = value;
        return this;
    }

    public SeedImageBuilder pullPolicy(PullPolicy value) {
        pullPolicy = value;
        return this;
    }

    public SeedImageBuilder variants(Variant... values) {
        variants = List.of(values);
        return this;
    }

    public SeedImageBuilder minutes(int value) {
        minutes = value;
        return this;
    }

    public SeedImageBuilder retrigger(boolean value) {
        retrigger = value;
        return this;
    }

    public SeedImageBuilder size(long value) {
        size = value;
        return this;
    }

    public SeedImageBuilder createdAt(Instant value) {
        createdAt = value;
        return this;
    }

    public SeedImageBuilder completedAt(Optional<Instant> value) {
        completedAt = value;
        return this;
    }

    public SeedImageBuilder baseDigest(String value) {
        baseDigest = Optional.of(value);
        return this;
    }

    public SeedImageBuilder proxy(String value) {
        return access(new BaseAccess(Optional.of(value), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    public SeedImageBuilder access(BaseAccess value) {
        access = value;
        return this;
    }

    public SeedImageBuilder ownBase(Variant variant, BaseSpec value) {
        ownBases = Map.of(variant, value);
        return this;
    }

    public SeedImageBuilder mark(String value) {
        mark = value;
        return this;
    }

    public SeedImageBuilder linkGeneration(String value) {
        linkGeneration = value;
        return this;
    }

    public SeedImageBuilder delivery(Delivery value) {
        delivery = value;
        return this;
    }

    public SeedImageBuilder cloudConfig(Map<String, @Nullable Object> value) {
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
                templating,
                createdAt,
                mark,
                linkGeneration,
                problem,
                completedAt,
                ownBases);
    }
}
