package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.testing.ExternalCommand;
import io.elemental.seedimage.testing.JvmCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A source's name that is public while it is checked, and an address inside while it is connected to. */
@Execution(value = ExecutionMode.CONCURRENT, reason = "It waits for programs.")
class ChangingNameTest {

    private final OutsideServer inside = new OutsideServer();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        inside.close();
    }

    @Test
    void isConnectedToAsItWasChecked() {
        var asked = new AtomicInteger();
        inside.at("/x.iso", exchange -> {
            asked.incrementAndGet();
            OutsideServer.status(exchange, 404);
        });
        var url = "http://%s:%s/x.iso".formatted(ChangingName.HOST, inside.port());
        var grant = Grants.of(new ServedStore(inside, folder), url)
                .publicAddressesOnly()
                .write(folder);

        // Without a memory of names, as if every look-up were long after the one before.
        var program = JvmCommand.of(
                Program.class,
                List.of("-Dsun.net.inetaddr.ttl=0"),
                grant.toString(),
                folder.resolve("scratch").toString());
        var said = ExternalCommand.run(folder, program.toArray(String[]::new));

        assertThat(said).contains("status 75 after 1 look-ups");
        assertThat(asked).hasValue(0);
    }

    /** The builder, with short timeouts. */
    static final class Program {

        private Program() {}

        public static void main(String[] files) {
            var builder = new BaseBuilder(System.out, System.err, BuilderRun.SHORT);
            var status = builder.run(List.of("--grant", files[0], "--scratch", files[1]));
            System.out.printf("status %s after %s look-ups%n", status, ChangingName.lookups());
        }
    }
}
