package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.format.ResultDocument.PartDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.overlay.Placeholder;
import io.elemental.seedimage.overlay.PreparedBase;
import io.elemental.seedimage.overlay.ScanBase;
import io.elemental.seedimage.overlay.SlotSpec;
import io.elemental.seedimage.rules.BuildState;
import io.elemental.seedimage.rules.Precondition;
import io.elemental.seedimage.testing.InMemoryBaseBuilds;
import io.elemental.seedimage.testing.InMemoryStore;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Does what its grant says as a builder does, with a base of random bytes around the slots. */
final class ActingBuilder {

    private final InMemoryBaseBuilds builds;
    private final InMemoryStore store;

    /** How many bytes of the base lie in front of its slots. */
    int front = 10_000;

    /** How many bytes of the base lie behind its slots. */
    int tail = 5_000;

    ActingBuilder(InMemoryBaseBuilds builds, InMemoryStore store) {
        this.builds = builds;
        this.store = store;
    }

    GrantDocument grant(String build) {
        return Documents.read(DocumentType.GRANT, builds.grant(build));
    }

    /** Prepares the base of a build and reports it. */
    void prepare(String build) {
        prepare(build, "sha256:" + build);
    }

    void prepare(String build, String revision) {
        var grant = grant(build);
        var image = image(grant);
        report(result(grant, image, revision, upload(grant, image)));
        builds.end(build, new BuildState.Succeeded());
    }

    /** Reports that the source is what the base was made from. */
    void unchanged(String build) {
        report(new ResultDocument(build, "unchanged", null, null, 0, null, List.of(), null, List.of(), List.of()));
        builds.end(build, new BuildState.Succeeded());
    }

    void fail(String build, String sentence) {
        builds.end(build, new BuildState.Failed("Refused", sentence));
    }

    void report(ResultDocument result) {
        store.put(
                StoreKeys.result(result.build()),
                Documents.write(DocumentType.RESULT, result),
                new Precondition.None());
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
                parts);
    }

    List<PartDocument> upload(GrantDocument grant, byte[] image) {
        var parts = new ArrayList<PartDocument>();
        for (var at = 0; at < image.length; at += (int) grant.partSize()) {
            var content = Arrays.copyOfRange(image, at, (int) Math.min(image.length, at + grant.partSize()));
            var query = query(grant.parts().get(parts.size()));
            var number = Integer.parseInt(query.getOrDefault("part", ""));
            var part = store.put(StoreKeys.baseImage(grant.build()), query.getOrDefault("upload", ""), number, content);
            parts.add(new PartDocument(number, content.length, part.etag()));
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

    private static Map<String, String> query(String url) {
        var query = new TreeMap<String, String>();
        for (var word : url.substring(url.indexOf('?') + 1).split("&", -1)) {
            query.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return query;
    }
}
