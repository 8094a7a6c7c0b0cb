package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that Java's URL does not know as one, and curl does. */
class UnderscoreHostTest {

    private final OutsideServer server = new OutsideServer();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isAskedByItsName() {
        var named = new CopyOnWriteArrayList<String>();
        var source = new ServedFile(Isos.tiny(folder));
        server.at("/x.iso", exchange -> {
            named.add(exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI());
            source.handle(exchange);
        });
        var host = "%s:%s".formatted(ChangingName.UNDERSCORE, server.port());
        var grant = Grants.of(new ServedStore(server, folder), "http://%s/x.iso?a=%%20b".formatted(host));

        var run = build(grant);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(named).containsExactly(host + "/x.iso?a=%20b");
        assertThat(build(grant.publicAddressesOnly()).lastLine())
                .isEqualTo("The source http://%s/x.iso is not allowed.", host);
    }

    /** A program of its own: its HTTP client is told at its start what it may send. */
    private BuilderRun build(Grants grant) {
        var err = folder.resolve("err");
        var scratch = folder.resolve("scratch").toString();
        var arguments = List.of("--grant", grant.write(folder).toString(), "--scratch", scratch);
        return BuilderRun.ended(BuilderRun.start(err, Map.of(), arguments), err);
    }
}
