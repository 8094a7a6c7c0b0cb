package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {

    private static final long HUGE = 1L << 50;

    @TempDir
    private static Path isos;

    private static Path tiny = Path.of("");
    private static final Path RESCUE = Path.of("/usr/lib/grub-rescue/grub-rescue-cdrom.iso");

    @TempDir
    private Path folder;

    private final OutsideServer server = new OutsideServer();

    /** What is served at /x.iso, what the grant says of it, and the sentence that comes of it. */
    record Refused(String sentence, HttpHandler handler, Function<Grants, Grants> grant) {

        @Override
        public String toString() {
            return sentence;
        }
    }

    @BeforeAll
    static void makeIsos() {
        tiny = Isos.tiny(isos);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("table")
    void refusesWithASentence(Refused refused) {
        server.at("/x.iso", refused.handler());
        var store = new ServedStore(server, folder);
        var grant = refused.grant().apply(Grants.of(store, server.url("/x.iso?secret=1")));

        var run = BuilderRun.here(grant.write(folder), folder.resolve("scratch"));

        assertThat(run.lastLine().replace(server.url(""), "http://host")).matches(refused.sentence());
        assertThat(run.status()).isEqualTo(1);
        assertThat(store.result().outcome()).isEqualTo("refused");
        assertThat(store.result().message()).isEqualTo(run.lastLine());
        assertThat(run.err()).doesNotContain("secret", ServedStore.SIGNATURE);
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    static Stream<Refused> table() throws IOException {
        return Stream.of(
                of("The source is not an ISO 9660 image\\.", bytes(new byte[100_000])),
                of("The source is not an ISO 9660 image\\.", bytes(new byte[0])),
                of(
                        "The source is not an ISO 9660 image\\.",
                        bytes("<html>Log in</html>".getBytes(StandardCharsets.UTF_8))),
                of("xorriso cannot add the slots \\(status [0-9]+\\): .+", bytes(emptyDescriptor())),
                of(
                        "The source has files in UDF that are not in ISO 9660, of which it shows only 1; they would be"
                                + " lost: make an ISO without UDF\\.",
                        bytes(CraftedIsos.withUdf(tiny, 2))),
                of(
                        "The source is cut: it has 3000000 of [0-9]+ bytes\\.",
                        bytes(Arrays.copyOf(Files.readAllBytes(RESCUE), 3_000_000))),
                of("The source http://host/x.iso answers with status 404\\.", status(404)),
                of("The source http://host/x.iso answers with status 401\\.", status(401)),
                of(
                        "The source http://host/x.iso ended after 1000 of the %s bytes that it announced\\."
                                .formatted(Files.size(tiny)),
                        new ServedFile(tiny).withoutRanges().breakingAfter(1000L, 1000L, 1000L)),
                of(
                        "The source has the SHA-256 [0-9a-f]{64} instead of 0{64}\\.",
                        new ServedFile(tiny),
                        grant -> grant.pinnedTo("0".repeat(64))),
                of(
                        "The source http://host/x.iso has %s bytes, ".formatted(Files.size(tiny)) + allowed("100000"),
                        new ServedFile(tiny),
                        grant -> grant.upTo(100_000)),
                of(
                        "The source http://host/x.iso has at least [0-9]+ bytes, " + allowed("100000"),
                        new ServedFile(tiny).withoutLength(),
                        grant -> grant.upTo(100_000)),
                of(
                        "There is no room for the slots: with them the image has [0-9]+ bytes, " + allowed("[0-9]+"),
                        new ServedFile(tiny),
                        grant -> grant.upTo(size(tiny) + 1000)),
                of(
                        "The scratch folder has [0-9]+ bytes free, and the build needs [0-9]+\\.",
                        exchange -> {
                            exchange.sendResponseHeaders(200, HUGE);
                            exchange.getResponseBody().write(new byte[100_000]);
                        },
                        grant -> grant.upTo(2 * HUGE)),
                of(
                        "The image has [0-9]+ bytes, and the grant has room for 2 parts of 100000 bytes and a shorter one\\.",
                        new ServedFile(tiny),
                        grant -> grant.inParts(2, 100_000)),
                of("The source http://host/x.iso is not allowed\\.", new ServedFile(tiny), Grants::publicAddressesOnly),
                of(
                        "The source http://host/x.iso redirects to an address that is neither HTTP nor HTTPS\\.",
                        redirect("ftp://host/x?y")),
                of(
                        "The source http://host/x.iso redirects to an address that is neither HTTP nor HTTPS\\.",
                        redirect("file:///etc/passwd")),
                of("The source http://host/x.iso redirects more than 10 times\\.", redirect("/x.iso")),
                of("The source http://host/x.iso redirects to something that is not a URL\\.", redirect("http://[")),
                of("The source http://host/x.iso redirects to something that is not a URL\\.", redirect("")),
                of(
                        "This builder makes bases of type 'iso', and the grant is for kind 'digest', type 'iso'\\.",
                        new ServedFile(tiny),
                        grant -> grant.ofKind("digest", "iso")),
                of(
                        "This builder makes bases of type 'iso', and the grant is for kind 'base', type 'raw'\\.",
                        new ServedFile(tiny),
                        grant -> grant.ofKind("base", "raw")),
                of(
                        "An ISO has no file for a slot 'other'\\.",
                        new ServedFile(tiny),
                        grant -> grant.withSlots(Map.of("other", 65536))),
                of(
                        "The image cannot be used: the image has the slot agent twice, at byte [0-9]+ and at byte"
                                + " [0-9]+\\.",
                        new ServedFile(Isos.stray(isos, Grants.ID))));
    }

    private static Refused of(String sentence, HttpHandler handler) {
        return new Refused(sentence, handler, grant -> grant);
    }

    private static Refused of(String sentence, HttpHandler handler, Function<Grants, Grants> grant) {
        return new Refused(sentence, handler, grant);
    }

    private static HttpHandler bytes(byte[] content) {
        return exchange -> {
            exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        };
    }

    private static HttpHandler status(int status) {
        return exchange -> OutsideServer.status(exchange, status);
    }

    private static HttpHandler redirect(String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            OutsideServer.status(exchange, 302);
        };
    }

    /** Begins as an ISO, but there is nothing in it. */
    private static byte[] emptyDescriptor() {
        var image = new byte[100_000];
        System.arraycopy(new byte[] {1, 'C', 'D', '0', '0', '1', 1}, 0, image, 32768, 7);
        return image;
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    private static String allowed(String bytes) {
        return "and this installation allows %s \\(SEEDIMAGE_BUILDER_MAX_SIZE\\), whatever spec.size says\\."
                .formatted(bytes);
    }
}
