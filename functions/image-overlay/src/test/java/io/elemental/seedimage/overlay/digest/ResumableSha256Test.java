package io.elemental.seedimage.overlay.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.overlay.Bases;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResumableSha256Test {

    /** Every implementation, and for handing over every other one. */
    static Stream<Arguments> pairs() {
        Function<DigestState, ResumableSha256> jdk =
                state -> JdkSha256.resume(state).orElseThrow();
        Function<DigestState, ResumableSha256> bouncyCastle = BouncyCastleSha256::new;
        return Stream.of(Named.of("JDK", jdk), Named.of("Bouncy Castle", bouncyCastle))
                .flatMap(first -> Stream.of(Named.of("JDK", jdk), Named.of("Bouncy Castle", bouncyCastle))
                        .map(second -> Arguments.of(first, second)));
    }

    @Test
    void isTheFastOneWhereTheJdkIsOpenToUs() {
        assertThat(ResumableSha256.start()).isInstanceOf(JdkSha256.class);
    }

    /** FIPS 180-4's example. */
    @ParameterizedTest
    @MethodSource("pairs")
    void isTheStandardsAlgorithm(Function<DigestState, ResumableSha256> implementation) {
        var digest = implementation.apply(ResumableSha256.INITIAL);

        assertThat(digest.state()).isEqualTo(ResumableSha256.INITIAL);
        digest.update("abc".getBytes(StandardCharsets.US_ASCII), 0, 3);
        assertThat(digest.hex()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void goesOnWhereAnotherOneStopped(
            Function<DigestState, ResumableSha256> first, Function<DigestState, ResumableSha256> second) {
        var random = new Random(4);
        for (var round = 0; round < 1_000; round++) {
            var bytes = Bases.noise(round, random.nextInt(2_000));
            var border = bytes.length / 64 == 0 ? 0 : random.nextInt(bytes.length / 64) * 64;
            var before = first.apply(ResumableSha256.INITIAL);
            before.update(bytes, 0, border / 2);
            before.update(bytes, border / 2, border - border / 2);

            var after = second.apply(before.state());
            after.update(bytes, border, bytes.length - border);

            assertThat(after.hex()).isEqualTo(Bases.sha256(bytes));
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void countsBytesBeyondFourGibibytes(
            Function<DigestState, ResumableSha256> first, Function<DigestState, ResumableSha256> second) {
        var state = new DigestState(1L << 33, ResumableSha256.INITIAL.words());
        var one = first.apply(state);
        var other = second.apply(state);
        one.update(new byte[128], 0, 128);
        other.update(new byte[128], 0, 128);

        assertThat(one.state().offset()).isEqualTo((1L << 33) + 128);
        assertThat(one.state()).isEqualTo(other.state());
        assertThat(one.hex()).isEqualTo(other.hex());
    }

    /** As the JDK's code for AVX2 leaves it behind; other processors never do. */
    @Test
    void aLastBlockThatTheJdkKeepsInItsBufferCounts() throws ReflectiveOperationException {
        var block = Bases.noise(7, 64);
        var digest = JdkSha256.resume(ResumableSha256.INITIAL).orElseThrow();
        digest.update(block, 0, 63);
        var inside = field(JdkSha256.class, "digest").get(digest);
        var base = inside.getClass().getSuperclass().getSuperclass();
        ((byte[]) field(base, "buffer").get(inside))[63] = block[63];
        field(base, "bufOfs").set(inside, 64);
        field(base, "bytesProcessed").set(inside, 64L);

        var expected = new BouncyCastleSha256(ResumableSha256.INITIAL);
        expected.update(block, 0, 64);
        assertThat(digest.state()).isEqualTo(expected.state());
        digest.update(block, 0, 64);
        expected.update(block, 0, 64);
        assertThat(digest.state()).isEqualTo(expected.state());
        assertThat(digest.hex()).isEqualTo(expected.hex());
    }

    /** Compiled by the best compiler, which uses the processor's own instructions. */
    @Test
    void staysRightWhenItIsCompiled() {
        var bytes = Bases.noise(9, 64 * 5);
        for (var round = 0; round < 20_000; round++) {
            var blocks = round % 5 + 1;
            var jdk = JdkSha256.resume(ResumableSha256.INITIAL).orElseThrow();
            var other = new BouncyCastleSha256(ResumableSha256.INITIAL);
            jdk.update(bytes, 0, blocks * 64);
            other.update(bytes, 0, blocks * 64);

            assertThat(jdk.state()).as("%s blocks, round %s", blocks, round).isEqualTo(other.state());
        }
    }

    @Test
    void thereIsNoStateWithinABlock() {
        var digest = ResumableSha256.start();
        digest.update(new byte[65], 0, 65);

        assertThatThrownBy(digest::state)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("1 bytes of a block went in; there is no state");
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        var field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
