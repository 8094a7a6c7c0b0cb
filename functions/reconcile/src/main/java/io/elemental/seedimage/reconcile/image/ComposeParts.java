package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.overlay.ByteRange;
import io.elemental.seedimage.reconcile.base.Bases;
import io.elemental.seedimage.reconcile.common.BackgroundTask;
import io.elemental.seedimage.reconcile.image.CompositionPlan.PlannedPart;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.MultipartUploads.Part;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Makes the parts of a composed image, a few at the same time. */
public final class ComposeParts {

    private static final int AT_ONCE = 4;

    private final MultipartUploads uploads;
    private final Bases bases;

    public ComposeParts(MultipartUploads uploads, Bases bases) {
        this.uploads = uploads;
        this.bases = bases;
    }

    /** All parts by their numbers: those that were done before, and those that were made while there was time. */
    Map<Integer, Part> make(
            ImagePlan imagePlan,
            String uploadId,
            CompositionPlan plan,
            Map<Integer, Part> before,
            BooleanSupplier timeLeft) {
        var places = new Semaphore(AT_ONCE);
        var running = new ArrayList<BackgroundTask<Optional<Part>>>();
        for (var number = 1; number <= plan.parts().size(); number++) {
            if (!before.containsKey(number)) {
                var part = number;
                running.add(BackgroundTask.start(() -> inPlace(
                        places,
                        timeLeft,
                        () -> make(imagePlan, uploadId, part, plan.parts().get(part - 1)))));
            }
        }
        var done = new TreeMap<>(before);
        joinAll(running).forEach(part -> done.put(part.number(), part));
        return done;
    }

    /** Waits for every part, whether another one failed or not: nothing may go on behind the caller's back. */
    private static List<Part> joinAll(List<BackgroundTask<Optional<Part>>> running) {
        running.forEach(BackgroundTask::close);
        return running.stream()
                .map(BackgroundTask::join)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Part> inPlace(Semaphore places, BooleanSupplier timeLeft, Supplier<Part> work) {
        places.acquireUninterruptibly();
        try {
            return timeLeft.getAsBoolean() ? Optional.of(work.get()) : Optional.empty();
        } finally {
            places.release();
        }
    }

    private Part make(ImagePlan imagePlan, String uploadId, int number, PlannedPart planned) {
        var key = StoreKeys.composedImage(imagePlan.identity());
        var base = imagePlan.base();
        return switch (planned) {
            case PlannedPart.Copy(var range) ->
                uploads.copy(
                        key,
                        uploadId,
                        number,
                        StoreKeys.baseImage(base.build()),
                        base.objectETag(),
                        range.offset(),
                        range.length());
            case PlannedPart.Upload(var range) -> uploads.put(key, uploadId, number, bytes(imagePlan, range));
        };
    }

    private byte[] bytes(ImagePlan imagePlan, ByteRange range) {
        try (var in = bases.image(imagePlan.base(), imagePlan.overlay()).open(range)) {
            return in.readNBytes(Math.toIntExact(range.length()));
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    "base %s cannot be read: %s".formatted(imagePlan.base().build(), e.getMessage()), e);
        }
    }
}
