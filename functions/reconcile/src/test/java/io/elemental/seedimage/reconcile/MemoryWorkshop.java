package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.testing.InMemoryBaseBuilds;
import io.elemental.seedimage.testing.InMemoryStore;
import java.util.Map;
import java.util.TreeMap;

/** Builders whose grants say what to do in memory. */
record MemoryWorkshop(InMemoryBaseBuilds builds, InMemoryStore store) implements Workshop {

    @Override
    public byte[] grant(String build) {
        return builds.grant(build);
    }

    @Override
    public String upload(GrantDocument grant, int number, byte[] content) {
        var query = query(Workshop.url(grant, number));
        assertThat(query.getOrDefault("length", String.valueOf(content.length)))
                .as("length of a part")
                .isEqualTo(String.valueOf(content.length));
        var upload = query.getOrDefault("upload", "");
        return store.put(
                        StoreKeys.baseImage(grant.build()),
                        upload,
                        Integer.parseInt(query.getOrDefault("part", "")),
                        content)
                .etag();
    }

    @Override
    public void report(ResultDocument result) {
        store.put(
                StoreKeys.result(result.build()),
                Documents.write(DocumentType.RESULT, result),
                new Precondition.None());
    }

    @Override
    public void end(String build, BuildState state) {
        builds.end(build, state);
    }

    private static Map<String, String> query(String url) {
        var query = new TreeMap<String, String>();
        for (var word : url.substring(url.indexOf('?') + 1).split("&", -1)) {
            query.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return query;
    }
}
