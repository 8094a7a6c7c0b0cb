package io.elemental.seedimage.overlay.digest;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.HexFormat;
import java.util.Optional;

/**
 * SHA-256 by the JDK, which uses the processor's own instructions: about ten times as fast as any Java code. Its state
 * is private, so this works only where {@code java.base/sun.security.provider} is open to us, as our programs'
 * manifests ask for.
 */
final class JdkSha256 implements ResumableSha256 {

    /** The parts of the JDK's implementation that are needed. */
    private record Internals(
            MethodHandle create,
            MethodHandle update,
            MethodHandle compress,
            MethodHandle digest,
            VarHandle count,
            VarHandle buffer,
            VarHandle buffered,
            VarHandle words) {

        static Optional<Internals> look() {
            try {
                var type = Class.forName("sun.security.provider.SHA2$SHA256");
                var words = type.getSuperclass();
                var base = words.getSuperclass();
                var lookup = MethodHandles.privateLookupIn(base, MethodHandles.lookup());
                return Optional.of(new Internals(
                        lookup.findConstructor(type, MethodType.methodType(void.class))
                                .asType(MethodType.methodType(Object.class)),
                        lookup.findVirtual(
                                        base,
                                        "engineUpdate",
                                        MethodType.methodType(void.class, byte[].class, int.class, int.class))
                                .asType(MethodType.methodType(
                                        void.class, Object.class, byte[].class, int.class, int.class)),
                        lookup.findVirtual(
                                        base,
                                        "implCompress",
                                        MethodType.methodType(void.class, byte[].class, int.class))
                                .asType(MethodType.methodType(void.class, Object.class, byte[].class, int.class)),
                        lookup.findVirtual(base, "engineDigest", MethodType.methodType(byte[].class))
                                .asType(MethodType.methodType(byte[].class, Object.class)),
                        lookup.findVarHandle(base, "bytesProcessed", long.class),
                        lookup.findVarHandle(base, "buffer", byte[].class),
                        lookup.findVarHandle(base, "bufOfs", int.class),
                        MethodHandles.privateLookupIn(words, MethodHandles.lookup())
                                .findVarHandle(words, "state", int[].class)));
            } catch (ReflectiveOperationException _) {
                return Optional.empty();
            }
        }
    }

    private static final Optional<Internals> INSIDE = Internals.look();

    private final Internals inside;
    private final Object digest;

    private JdkSha256(Internals inside, DigestState state) {
        this.inside = inside;
        try {
            digest = inside.create().invokeExact();
        } catch (Throwable e) { // what a method handle declares
            throw unexpected(e);
        }
        System.arraycopy(state.toInts(), 0, words(), 0, DigestState.WORDS);
        inside.count().set(digest, state.offset());
    }

    /** Empty where the JDK's implementation is closed to us. */
    static Optional<ResumableSha256> resume(DigestState state) {
        return INSIDE.map(inside -> new JdkSha256(inside, state));
    }

    @Override
    public void update(byte[] buffer, int offset, int length) {
        try {
            inside.update().invokeExact(digest, buffer, offset, length);
        } catch (Throwable e) { // what a method handle declares
            throw unexpected(e);
        }
    }

    @Override
    public DigestState state() {
        takeLastBlock();
        return DigestState.of((long) inside.count().get(digest), words());
    }

    @Override
    public String hex() {
        try {
            return HexFormat.of().formatHex((byte[]) inside.digest().invokeExact(digest));
        } catch (Throwable e) { // what a method handle declares
            throw unexpected(e);
        }
    }

    /**
     * Where a processor has AVX2 and no SHA instructions, the JDK leaves the last block of several in its buffer, and
     * takes it at the next update: the words are a block behind until then.
     */
    private void takeLastBlock() {
        var buffered = (int) inside.buffered().get(digest);
        if (buffered == 0) {
            return;
        }
        if (buffered != BLOCK) {
            throw new IllegalStateException("%s bytes of a block went in; there is no state".formatted(buffered));
        }
        try {
            inside.compress().invokeExact(digest, (byte[]) inside.buffer().get(digest), 0);
        } catch (Throwable e) { // what a method handle declares
            throw unexpected(e);
        }
        inside.buffered().set(digest, 0);
    }

    private int[] words() {
        return (int[]) inside.words().get(digest);
    }

    private static IllegalStateException unexpected(Throwable e) {
        return new IllegalStateException("the JDK's SHA-256 does not fail", e);
    }
}
