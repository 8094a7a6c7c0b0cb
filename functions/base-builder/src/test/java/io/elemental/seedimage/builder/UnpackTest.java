package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.ResultDocument;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sources of web servers that come packed, whatever they are called. */
class UnpackTest {

    @TempDir
    private static Path isos;

    private static byte[] iso = new byte[0];
    private static byte[] prepared = new byte[0];

    @TempDir
    private Path folder;

    private final OutsideServer server = new OutsideServer();
    private ServedStore store = new ServedStore(server, Path.of(""));
    private byte[] served = new byte[0];

    @BeforeAll
    static void makeIsos() throws IOException {
        iso = Files.readAllBytes(Isos.tiny(isos));
        prepared = Files.readAllBytes(Isos.prepared(isos, "f".repeat(32), 262144));
    }

    @BeforeEach
    void serve() {
        store = store.in(folder);
        server.at("/x", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            exchange.sendResponseHeaders(200, served.length);
            exchange.getResponseBody().write(served);
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void isUnpackedByItsFirstBytes(Packed packed) {
        served = packed.of(prepared);

        assertThat(build(grant()).revision()).isEqualTo("etag:\"v1\"");
        assertThat(store.image()).hasBinaryContent(prepared);
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void digestAndRevisionAreThoseOfTheBytesThatWereSent(Packed packed) {
        served = packed.of(iso);
        var digest = SmallRegistry.digest(served);

        assertThat(build(grant().pinnedTo(digest.substring(7))).revision()).isEqualTo(digest);
    }

    @ParameterizedTest
    @EnumSource(value = Packed.class, names = "PLAIN", mode = EnumSource.Mode.EXCLUDE)
    void isRefusedWhereItIsCut(Packed packed) {
        var bytes = packed.of(prepared);
        served = Arrays.copyOf(bytes, bytes.length / 2);

        var run = BuilderRun.here(grant().write(folder), folder.resolve("scratch"));
        assertThat(run.lastLine()).contains("is cut");
        assertThat(run.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Packed.class,
            names = {"GZIP", "ZSTD", "XZ"})
    void isRefusedWhereItIsDamaged(Packed packed) {
        served = packed.of(prepared);
        for (var at = 20; at < served.length; at += 1000) {
            served[at] ^= 0x55;
        }

        assertRefused(grant(), "The source %s cannot be unpacked: it is cut or damaged.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Packed.class,
            names = {"GZIP", "ZSTD", "XZ"})
    void isRefusedWhereItGetsTooLarge(Packed packed) {
        served = packed.of(new byte[30_000_000]);

        assertThat(served.length).isLessThan(100_000);
        assertRefused(
                grant().upTo(20_000_000),
                "The source %s has more than 20000000 bytes when it is unpacked, and this installation allows 20000000"
                        + " (SEEDIMAGE_BUILDER_MAX_SIZE), whatever spec.size says.");
    }

    @Test
    void isRefusedWhereItTakesTooMuchMemory() {
        served = Packed.XZ.of(iso);
        var blockHeader = ByteBuffer.wrap(served, 12, 12).order(ByteOrder.LITTLE_ENDIAN);
        blockHeader.put(16, (byte) 36); // a dictionary of 1 GiB
        var crc = new CRC32();
        crc.update(served, 12, 8);
        blockHeader.putInt(20, (int) crc.getValue());

        assertRefused(
                grant(),
                "The source %s cannot be unpacked: it is packed so that this takes more than 100 MiB of memory.");
    }

    /** As "zstd --long=27" and "zstd --long=30" write it. */
    @Test
    void zstdLooksBack128MebibytesAtMost() {
        served = zstd(27, prepared);
        assertThat(build(grant()).revision()).isEqualTo("etag:\"v1\"");
        assertThat(store.image()).hasBinaryContent(prepared);

        served = zstd(30, prepared);
        assertRefused(
                grant(),
                "The source %s cannot be unpacked: it is packed so that this takes more than 128 MiB of memory, as zstd"
                        + " does with --long=28 and more.");
    }

    /** A frame of blocks that are not packed, whose header says how far back they may look. */
    private static byte[] zstd(int window, byte[] bytes) {
        var out = new java.io.ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex("28b52ffd00"));
        out.write((window - 10) << 3);
        for (var at = 0; at < bytes.length; at += 65536) {
            var size = Math.min(65536, bytes.length - at);
            var header = size << 3 | (at + size == bytes.length ? 1 : 0);
            out.writeBytes(new byte[] {(byte) header, (byte) (header >> 8), (byte) (header >> 16)});
            out.write(bytes, at, size);
        }
        return out.toByteArray();
    }

    @Test
    void isRefusedWhereNothingButItsBeginningIsPacked() {
        for (var start : new String[] {"1f8b08", "28b52ffd", "fd377a585a00", "502a4d18"}) {
            served = Packed.joined(HexFormat.of().parseHex(start), iso);

            assertRefused(grant(), "The source %s cannot be unpacked: it is cut or damaged.");
        }
    }

    private Grants grant() {
        return Grants.of(store, server.url("/x"));
    }

    private ResultDocument build(Grants grant) {
        var run = BuilderRun.here(grant.write(folder), folder.resolve("scratch"));
        assertThat(run.status()).as(run.err()).isZero();
        return store.result();
    }

    private void assertRefused(Grants grant, String sentence) {
        var run = BuilderRun.here(grant.write(folder), folder.resolve("scratch"));
        assertThat(run.lastLine()).isEqualTo(sentence, server.url("/x"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }
}
