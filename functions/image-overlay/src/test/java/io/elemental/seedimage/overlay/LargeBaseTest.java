package io.elemental.seedimage.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offsets that do not fit into 32 bits. */
class LargeBaseTest {

    private static final long AGENT_AT = 4_300_000_000L;
    private static final long CLOUD_CONFIG_AT = AGENT_AT + 4096;
    private static final long SIZE = AGENT_AT + 1_000_000;

    @Test
    void aBaseOfMoreThanFourGibibytesIsScannedOverlaidAndReadAtItsEnd(@TempDir Path folder) throws Exception {
        var file = folder.resolve("base");
        try (var base = FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.SPARSE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            base.write(ByteBuffer.wrap(Placeholder.of(Bases.AGENT, Bases.ID)), AGENT_AT);
            base.write(ByteBuffer.wrap(Placeholder.of(Bases.CLOUD_CONFIG, Bases.ID)), CLOUD_CONFIG_AT);
            base.write(ByteBuffer.wrap("end".getBytes(StandardCharsets.US_ASCII)), SIZE - 3);

            var prepared = scan(base);

            assertThat(prepared.size()).isEqualTo(SIZE);
            assertThat(prepared.slots())
                    .containsExactly(new Slot("agent", AGENT_AT, 512), new Slot("cloud-config", CLOUD_CONFIG_AT, 1024));
            var content = "stages: {}".getBytes(StandardCharsets.UTF_8);
            var overlay = ImageOverlay.fill(prepared, Map.of("agent", content));
            var image = new OverlaidImage(range -> at(base, range.offset()), overlay);
            assertThat(read(image, AGENT_AT, 11)).isEqualTo("stages: {}\n");
            assertThat(read(image, SIZE - 3, 3)).isEqualTo("end");
            var resumed = ImageDigest.resume(prepared.digestState(), image);
            for (var segment : overlay.segments()) {
                var bytes = new byte[segment.length()];
                segment.copy(0, bytes, 0, bytes.length);
                base.write(ByteBuffer.wrap(bytes), segment.offset());
            }
            assertThat(resumed).isEqualTo(sha256(base));
        }
    }

    private static PreparedBase scan(FileChannel base) throws IOException {
        var scan = new ScanBase("build-1", Bases.SLOTS, Bases.ID);
        var buffer = new byte[1024 * 1024];
        try (var in = at(base, 0)) {
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                scan.update(buffer, 0, count);
            }
        }
        return scan.finish();
    }

    private static String read(OverlaidImage image, long offset, long length) throws IOException {
        try (var in = image.open(new ByteRange(offset, length))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static String sha256(FileChannel base) throws Exception {
        try (var in = new DigestInputStream(at(base, 0), MessageDigest.getInstance("SHA-256"))) {
            var buffer = new byte[1024 * 1024];
            while (in.read(buffer) >= 0) {
                // read for the digest
            }
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    /** The bytes from here on, in a stream whose end leaves the channel open. */
    private static InputStream at(FileChannel channel, long position) throws IOException {
        channel.position(position);
        var bytes = Channels.newInputStream(channel);
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return bytes.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return bytes.read(buffer, offset, length);
            }
        };
    }
}
