package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.testing.CuttingLine;
import io.elemental.seedimage.testing.ExternalCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients as people use them, over connections that all end before the image does. Curl and wget: {@link RecipesTest}.
 */
@Timeout(180)
class RealClientsTest {

    private static final int SIZE = 9_000_000;
    private static final int CUT_AFTER = 1_400_000;

    private final Fleet fleet = Fleet.withSeed(SIZE);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AutoClose
    private final RunningFunction function = RunningFunction.start(fleet);

    @AutoClose
    private final CuttingLine proxy = new CuttingLine(function.port(), CUT_AFTER);

    @Test
    void aria2WithEightConnections() throws IOException {
        ExternalCommand.orSkip("aria2c");
        run(
                "aria2c",
                "-q",
                "-x8",
                "-s8",
                "-k1M",
                "--max-tries=50",
                "--retry-wait=1",
                "--no-conf",
                "--file-allocation=none",
                "--header",
                header(),
                "-o",
                "seed.iso",
                url());

        assertThat(folder.resolve("seed.iso")).hasBinaryContent(Fleet.bytes(SIZE));
        assertThat(proxy.cuts()).isPositive();
    }

    @Test
    void pythonsOwnClient() throws IOException {
        ExternalCommand.orSkip("python3");
        Files.writeString(folder.resolve("get.py"), """
                import sys, urllib.request, http.client
                url, name, value = sys.argv[1:]
                got, tag, length = b"", None, None
                while length is None or len(got) < length:
                    request = urllib.request.Request(url, headers={name: value})
                    if got:
                        request.add_header("Range", "bytes=%d-" % len(got))
                        request.add_header("If-Range", tag)
                    try:
                        with urllib.request.urlopen(request) as answer:
                            if answer.status == 200:
                                got, length = b"", int(answer.headers["Content-Length"])
                            tag = answer.headers["ETag"]
                            while piece := answer.read(65536):
                                got += piece
                    except http.client.IncompleteRead as cut:
                        got += cut.partial
                open("seed.iso", "wb").write(got)
                """);
        run("python3", "get.py", url(), RunningFunction.TOKEN_HEADER, "Bearer " + fleet.token());

        assertThat(folder.resolve("seed.iso")).hasBinaryContent(Fleet.bytes(SIZE));
        assertThat(proxy.cuts()).isPositive();
    }

    @Test
    void goesOwnClient() throws IOException {
        ExternalCommand.orSkip("go");
        Files.writeString(folder.resolve("get.go"), """
                package main

                import ("fmt"; "io"; "net/http"; "os")

                func main() {
                	out, err := os.Create("seed.iso")
                	if err != nil { panic(err) }
                	var got, length int64 = 0, -1
                	tag := ""
                	for got != length {
                		request, _ := http.NewRequest("GET", os.Args[1], nil)
                		request.Header.Set(os.Args[2], os.Args[3])
                		if got > 0 {
                			request.Header.Set("Range", fmt.Sprintf("bytes=%d-", got))
                			request.Header.Set("If-Range", tag)
                		}
                		answer, err := http.DefaultClient.Do(request)
                		if err != nil { continue }
                		if answer.StatusCode == 200 { got, length = 0, answer.ContentLength; out.Seek(0, 0) }
                		tag = answer.Header.Get("ETag")
                		count, _ := io.Copy(out, answer.Body)
                		got += count
                		answer.Body.Close()
                	}
                }
                """);
        run("go", "run", "get.go", url(), RunningFunction.TOKEN_HEADER, "Bearer " + fleet.token());

        assertThat(folder.resolve("seed.iso")).hasBinaryContent(Fleet.bytes(SIZE));
        assertThat(proxy.cuts()).isPositive();
    }

    /** The JDK's client, which hands over what came before the connection broke. */
    @Test
    void javasOwnClient() throws IOException {
        var got = new byte[SIZE];
        var count = 0;
        while (count < SIZE) {
            var answer = function.send(
                    request(proxy.port()).header("Range", "bytes=%s-".formatted(count)), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(206);
            try (var body = answer.body()) {
                for (var read = 0; read >= 0 && count < SIZE; read = body.read(got, count, SIZE - count)) {
                    count += read;
                }
            } catch (IOException _) {
                // cut; the next range begins behind it
            }
        }

        assertThat(got).isEqualTo(Fleet.bytes(SIZE));
        assertThat(proxy.cuts()).isPositive();
    }

    /** As a BMC shows a virtual medium to its machine: sectors here and there, in ranges of 2 to 64 KiB. */
    @Test
    void aVirtualMedium() {
        var bytes = Fleet.bytes(SIZE);
        var random = new Random(4);
        for (var i = 0; i < 400; i++) {
            var length = 2048 << random.nextInt(6);
            var offset = random.nextInt((SIZE - length) / 2048) * 2048;
            var answer = function.send(
                    request(function.port()).header("Range", "bytes=%s-%s".formatted(offset, offset + length - 1)));
            assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(bytes, offset, offset + length));
        }
    }

    /** A block device over HTTP, which QEMU and some BMCs mount in the same way. */
    @Test
    void nbdkit() throws IOException {
        ExternalCommand.orSkip("nbdkit", "nbdcopy");
        run(
                "nbdkit",
                "-U",
                "-",
                "--filter=retry-request",
                "curl",
                url().replace(":" + proxy.port(), ":" + function.port()),
                "header=" + header(),
                "--run",
                "nbdcopy --request-size=32768 --connections=1 \"$uri\" seed.iso");

        assertThat(Arrays.copyOf(Files.readAllBytes(folder.resolve("seed.iso")), SIZE))
                .isEqualTo(Fleet.bytes(SIZE));
    }

    private void run(String... command) {
        ExternalCommand.run(folder, command);
    }

    private HttpRequest.Builder request(int port) {
        return HttpRequest.newBuilder(URI.create(url().replace(":" + proxy.port(), ":" + port)))
                .header(RunningFunction.TOKEN_HEADER, "Bearer " + fleet.token());
    }

    private String url() {
        return "http://127.0.0.1:%s%s".formatted(proxy.port(), RunningFunction.pathOf("seed"));
    }

    private String header() {
        return RunningFunction.TOKEN_HEADER + ": Bearer " + fleet.token();
    }
}
