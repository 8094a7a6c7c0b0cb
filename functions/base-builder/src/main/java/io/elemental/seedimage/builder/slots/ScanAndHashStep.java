package io.elemental.seedimage.builder.slots;

import io.elemental.seedimage.builder.common.Progress;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Scratch;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.overlay.BadSlotsException;
import io.elemental.seedimage.overlay.PreparedBase;
import io.elemental.seedimage.overlay.ScanBase;
import io.elemental.seedimage.rules.BuildStep;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Finds the slots and computes the digests in one pass over the image; the slots must be the files that they are for.
 */
public final class ScanAndHashStep {

    private static final int BUFFER = 256 * 1024;

    private final GrantDocument grant;
    private final Timeouts timeouts;
    private final Progress progress;

    public ScanAndHashStep(GrantDocument grant, Timeouts timeouts, Progress progress) {
        this.grant = grant;
        this.timeouts = timeouts;
        this.progress = progress;
    }

    public PreparedBase run(SlottedImage image) {
        var scan = new ScanBase(grant.build(), SlotFiles.specs(grant.slots()), image.id());
        try (var in = Files.newInputStream(image.file());
                var meter = progress.begin(BuildStep.SCAN_AND_HASH, Files.size(image.file()))) {
            var deadline = timeouts.toRead(Files.size(image.file()));
            var buffer = new byte[BUFFER];
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                scan.update(buffer, 0, count);
                meter.add(count);
                deadline.requireTime(meter.step());
            }
            var base = scan.finish();
            SlotPlaces.require(image.file(), base.slots());
            return base;
        } catch (BadSlotsException e) {
            throw new RefusedException("The image cannot be used: %s.".formatted(e.getMessage()));
        } catch (IOException e) {
            throw Scratch.failed("read", e);
        }
    }
}
