package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.AllowedHosts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a builder may know and do: one source, and presigned URLs for its result. A secret.
 *
 * @param kind "base" or "digest"
 * @param slotId 32 hex digits that go into the placeholders
 * @param sourceDateEpoch seconds since 1970: the time in the result's file systems
 * @param maxSize largest result, in bytes
 * @param partSize of every part but the last, in bytes; the store takes no other length for them
 * @param parts presigned PUT of part 1, 2, ...: those that are full
 * @param lastPart presigned PUT of the part after all of them, for what is left of an image behind its full parts
 * @param storeCa PEM of who vouches for the store's certificate; null: the authorities that everybody trusts
 */
public record GrantDocument(
        String build,
        String kind,
        Source source,
        @Nullable String previousRevision,
        String platform,
        String type,
        Map<String, Integer> slots,
        String slotId,
        long sourceDateEpoch,
        long maxSize,
        long partSize,
        List<String> parts,
        String lastPart,
        String progress,
        String result,
        @Nullable String storeCa) {

    /**
     * Where the base comes from.
     *
     * @param sha256 what the source must have; null: not known
     * @param auth value of the Authorization header; null: none
     * @param ca PEM of further certificate authorities; null: none
     * @param privateAddresses whether it may lie at a private address, as the installation's own store does
     * @param localAddresses whether it may lie at a loopback or link-local address too; null: no
     * @param allowedHosts where it may redirect to, as {@link AllowedHosts}; null: everywhere
     */
    public record Source(
            String url,
            @Nullable String sha256,
            @Nullable String auth,
            @Nullable String ca,
            boolean privateAddresses,
            @Nullable Boolean localAddresses,
            @Nullable List<String> allowedHosts) {

        /** Whether it may redirect to a host. */
        public boolean allows(String host) {
            return allowedHosts == null || AllowedHosts.of(allowedHosts).allows(host);
        }

        @Override
        public String toString() {
            return "Source";
        }
    }

    @Override
    public String toString() {
        return "GrantDocument[%s]".formatted(build);
    }
}
