package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source in the store is read by a presigned link, which ends; the grant's file shows the next one. */
class RenewedLinkTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AutoClose
    private final OutsideServer server = new OutsideServer();

    /** The kubelet shows the newer grant a moment after the older link ended. */
    @Test
    void aDownloadGoesOnByTheNextLink() throws IOException {
        var source = new ServedFile(Isos.tiny(folder)).breakingAfter(100_000L);
        var store = new ServedStore(server, Path.of("")).in(folder);
        var grant = Grants.of(store, server.url("/next.iso")).write(folder);
        var newer = Files.readString(grant);
        Files.writeString(grant, newer.replace("/next.iso", "/ending.iso"));
        server.at("/next.iso", source);
        server.at("/ending.iso", exchange -> {
            if (source.requests().isEmpty()) {
                source.handle(exchange);
            } else {
                Files.writeString(grant, newer);
                Files.setLastModifiedTime(grant, FileTime.fromMillis(1));
                OutsideServer.status(exchange, 403);
            }
        });

        var run = BuilderRun.here(grant, folder.resolve("scratch"));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(source.requested("Range")).containsExactly("-", "bytes=100000-");
    }
}
