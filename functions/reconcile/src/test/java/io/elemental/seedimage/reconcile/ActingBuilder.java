package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.format.ResultDocument.PartDocument;
import io.elemental.seedimage.overlay.Placeholder;
import io.elemental.seedimage.overlay.PreparedBase;
import io.elemental.seedimage.overlay.ScanBase;
import io.elemental.seedimage.overlay.SlotSpec;
import io.elemental.seedimage.rules.cluster.BuildState;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Does what its grant says as a builder does, with a base of random bytes around the slots. */
public final class ActingBuilder {

    private final Workshop workshop;

    /** How many bytes of the base lie in front of its slots. */
    public int front = 10_000;

    /** How many bytes of the base lie behind its slots. */
    public int tail = 5_000;

    /** What it says of its layout and of the base; null: nothing, as the first builders did. */
    @Nullable Integer layout;

    @Nullable List<String> notes;

    public ActingBuilder(Workshop workshop) {
        this.workshop = workshop;
    }

    public GrantDocument grant(String build) {
        return Documents.read(DocumentType.GRANT, workshop.grant(build));
    }

    /** Prepares the base of a build and reports it. */
    public void prepare(String build) {
        prepare(build, "sha256:" + build);
    }

    void prepare(String build, String revision) {
        var grant = grant(build);
        var image = image(grant);
        report(result(grant, image, revision, upload(grant, image)));
        workshop.end(build, new BuildState.Succeeded());
    }

    /** Reports that the source is what the base was made from. */
    void unchanged(String build) {
        report(new ResultDocument(build, "unchanged", null, null, 0, null, List.of(), null, List.of(), List.of()));
        workshop.end(build, new BuildState.Succeeded());
    }

    void fail(String build, String sentence) {
        workshop.end(build, new BuildState.Failed("Refused", sentence));
    }

    void report(ResultDocument result) {
        workshop.report(result);
    }

    ResultDocument result(GrantDocument grant, byte[] image, String revision, List<PartDocument> parts) {
        var base = scan(grant, image);
        return new ResultDocument(
                grant.build(),
                "prepared",
                null,
                revision,
                base.size(),
                base.sha256(),
                base.slots(),
                base.digestState(),
                List.of(),
                parts,
                layout,
                notes);
    }

    List<PartDocument> upload(GrantDocument grant, byte[] image) {
        var parts = new ArrayList<PartDocument>();
        for (var at = 0; at < image.length; at += (int) grant.partSize()) {
            var content = Arrays.copyOfRange(image, at, (int) Math.min(image.length, at + grant.partSize()));
            var number = content.length == grant.partSize()
                    ? parts.size() + 1
                    : grant.parts().size() + 1;
            parts.add(new PartDocument(number, content.length, workshop.upload(grant, number, content)));
        }
        return parts;
    }

    byte[] image(GrantDocument grant) {
        var random = new Random(grant.build().hashCode());
        var image = new ByteArrayOutputStream();
        image.writeBytes(bytes(random, front));
        new TreeMap<>(grant.slots())
                .forEach(
                        (name, length) -> image.writeBytes(Placeholder.of(new SlotSpec(name, length), grant.slotId())));
        image.writeBytes(bytes(random, tail));
        return image.toByteArray();
    }

    private static PreparedBase scan(GrantDocument grant, byte[] image) {
        var specs = grant.slots().entrySet().stream()
                .map(slot -> new SlotSpec(slot.getKey(), slot.getValue()))
                .toList();
        var scan = new ScanBase(grant.build(), specs, grant.slotId());
        scan.update(image, 0, image.length);
        return scan.finish();
    }

    private static byte[] bytes(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
