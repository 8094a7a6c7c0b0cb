package io.elemental.seedimage.builder.slots;

import io.elemental.seedimage.builder.common.Meter;
import io.elemental.seedimage.builder.common.Progress;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Scratch;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.overlay.Placeholder;
import io.elemental.seedimage.overlay.SlotSpec;
import io.elemental.seedimage.rules.BuildStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a new ISO with the slots as files in it. A source that has all of them already, as these files and in the
 * right sizes, is taken as it is, whatever their id; anything else that lies where the slots belong is replaced.
 */
public final class AddSlotsStep {

    /**
     * What is made of a source, by its number, which goes up whenever that changes: 2 since no table of contents is
     * emulated. Bases of older layouts stay in use.
     */
    public static final int LAYOUT = 2;

    private final GrantDocument grant;
    private final Timeouts timeouts;
    private final Scratch scratch;
    private final Progress progress;

    public AddSlotsStep(GrantDocument grant, Timeouts timeouts, Scratch scratch, Progress progress) {
        this.grant = grant;
        this.timeouts = timeouts;
        this.scratch = scratch;
        this.progress = progress;
    }

    public SlottedImage run(Path source) {
        Iso9660.require(source);
        UdfFiles.requireNone(source);
        var specs = SlotFiles.specs(grant.slots());
        specs.forEach(SlotFiles::path);
        var added = specs.stream().mapToLong(SlotSpec::length).sum();
        try (var meter = progress.begin(BuildStep.ADD_SLOTS, size(source) + added)) {
            var there = SlotsInSource.id(source, specs);
            if (there.isPresent()) {
                meter.set(size(source));
                return new SlottedImage(source, there.get());
            }
            return new SlottedImage(add(source, specs, meter), grant.slotId());
        }
    }

    private Path add(Path source, List<SlotSpec> specs, Meter meter) {
        var image = scratch.file("image");
        scratch.requireFree(size(source));
        new Xorriso(scratch.file("."), grant.sourceDateEpoch())
                .run(command(source, image, specs), watch(source, image, meter));
        scratch.remove(source);
        meter.set(size(image));
        requireRoom(image);
        return image;
    }

    /** Nothing is written before all folders are read, which the size of the files in them does not make longer. */
    private Runnable watch(Path source, Path image, Meter meter) {
        var toRead = timeouts.toRead(0);
        var toWrite = timeouts.toRead(size(source));
        return () -> {
            meter.set(size(image));
            requireRoom(image);
            var deadline = size(image) == 0 ? toRead : toWrite;
            if (deadline.isOver()) {
                throw new RefusedException("xorriso does not finish with the image: it was stopped after %s s."
                        .formatted(deadline.limit().toSeconds()));
            }
        };
    }

    private void requireRoom(Path image) {
        if (size(image) > grant.maxSize()) {
            throw new RefusedException(
                    ("There is no room for the slots: with them the image has %s bytes, and " + Scratch.LIMIT)
                            .formatted(size(image), grant.maxSize()));
        }
    }

    // Everything about the new files is said, so that nothing of this machine and this hour gets into the image.
    // No table of contents is emulated: its copy of the volume descriptors moves the files by 32 blocks, and the
    // partitions that grub-mkrescue makes then overlap.
    private List<String> command(Path source, Path image, List<SlotSpec> specs) {
        var command = new ArrayList<>(List.of("xorriso", "-no_rc", "-return_with", "SORRY", "32"));
        command.addAll(List.of("-compliance", "no_emul_toc"));
        command.addAll(List.of("-indev", "stdio:" + source, "-outdev", "stdio:" + image));
        for (var spec : specs) {
            command.addAll(List.of("-map", placeholder(spec).toString(), SlotFiles.path(spec)));
        }
        command.addAll(List.of("-chmod", "0755", SlotFiles.FOLDER, "--"));
        specs.forEach(spec -> command.addAll(List.of("-chmod", "0644", SlotFiles.path(spec), "--")));
        command.addAll(List.of("-chown_r", "0", SlotFiles.FOLDER, "--", "-chgrp_r", "0", SlotFiles.FOLDER, "--"));
        var time = "=" + grant.sourceDateEpoch();
        command.addAll(List.of("-alter_date", "b-c", time, "/", "--", "-alter_date", "c", time, "/", "--"));
        command.addAll(List.of("-alter_date_r", "b-c", time, SlotFiles.FOLDER, "--"));
        command.addAll(List.of("-alter_date_r", "c", time, SlotFiles.FOLDER, "--"));
        command.addAll(List.of("-boot_image", "any", "replay"));
        return command;
    }

    private Path placeholder(SlotSpec spec) {
        try {
            return Files.write(scratch.file("slot-" + spec.name()), Placeholder.of(spec, grant.slotId()));
        } catch (IOException e) {
            throw Scratch.failed("written", e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw Scratch.failed("read", e);
        }
    }
}
