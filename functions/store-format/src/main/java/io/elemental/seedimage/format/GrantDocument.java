package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.AllowedHosts;
import io.elemental.seedimage.rules.ImageReference;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.proxy.ProxyRules;
import io.elemental.seedimage.rules.proxy.ProxyServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param storeProxies through which the store is asked; null: none
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
        @Nullable String storeCa,
        @Nullable Proxies storeProxies) {

    /** One whose store is asked through no proxy. */
    public GrantDocument(
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
        this(
                build,
                kind,
                source,
                previousRevision,
                platform,
                type,
                slots,
                slotId,
                sourceDateEpoch,
                maxSize,
                partSize,
                parts,
                lastPart,
                progress,
                result,
                storeCa,
                null);
    }

    /**
     * Where the base comes from.
     *
     * @param sha256 what the source must have, which of an image is the digest of what its reference names, or of the
     *     platform's manifest in it; null: not known
     * @param auth value of the Authorization header; null: none
     * @param ca PEM of further certificate authorities; null: none
     * @param privateAddresses whether it may lie at a private address, as the installation's own store does
     * @param localAddresses whether it may lie at a loopback or link-local address too; null: no
     * @param allowedHosts where it may redirect to, and what a proxy may be asked for, as {@link AllowedHosts}; null:
     *     everywhere
     * @param proxies through which it is asked; null: none
     * @param registry how its registry is asked, where the address is {@link ImageReference#canonical} of an image;
     *     null: it is one for HTTP(S)
     */
    public record Source(
            String url,
            @Nullable String sha256,
            @Nullable String auth,
            @Nullable String ca,
            boolean privateAddresses,
            @Nullable Boolean localAddresses,
            @Nullable List<String> allowedHosts,
            @Nullable Proxies proxies,
            @Nullable Registry registry) {

        /** One that lies on a web server. */
        public Source(
                String url,
                @Nullable String sha256,
                @Nullable String auth,
                @Nullable String ca,
                boolean privateAddresses,
                @Nullable Boolean localAddresses,
                @Nullable List<String> allowedHosts,
                @Nullable Proxies proxies) {
            this(url, sha256, auth, ca, privateAddresses, localAddresses, allowedHosts, proxies, null);
        }

        /** One that is asked through no proxy. */
        public Source(
                String url,
                @Nullable String sha256,
                @Nullable String auth,
                @Nullable String ca,
                boolean privateAddresses,
                @Nullable Boolean localAddresses,
                @Nullable List<String> allowedHosts) {
            this(url, sha256, auth, ca, privateAddresses, localAddresses, allowedHosts, null);
        }

        /** Whether it may redirect to a host. */
        public boolean allows(String host) {
            return allowedHosts == null || AllowedHosts.of(allowedHosts).allows(host);
        }

        @Override
        public String toString() {
            return "Source";
        }
    }

    /**
     * How the registry of an image is asked.
     *
     * @param pullSecret name of the Secret that {@code dockerConfig} is from, for sentences; null: none
     * @param dockerConfig what a Secret of the type kubernetes.io/dockerconfigjson holds; null: no credentials
     * @param plainHosts registries that are spoken to in plain HTTP, as "host" or "host:port"
     * @param mirrors which are asked first, in order, by what an image's name begins with: "docker.io", or
     *     "docker.io/library"; each as "host[:port][/path]", to stand for that beginning
     * @param realms other hosts that credentials for a registry may go to, by "host" or "host:port"
     * @param publicKey PEM of the key that the image must be signed with; null: it need not be signed
     */
    public record Registry(
            @Nullable String pullSecret,
            @Nullable String dockerConfig,
            List<String> plainHosts,
            Map<String, List<String>> mirrors,
            Map<String, List<String>> realms,
            @Nullable String publicKey) {

        @Override
        public String toString() {
            return "Registry";
        }
    }

    /**
     * The proxies of {@link ProxyRules}, by their URLs with credentials.
     *
     * @param http null: none
     * @param https null: none
     */
    public record Proxies(@Nullable String http, @Nullable String https, List<String> none) {

        /** Null where there is no proxy. */
        public static @Nullable Proxies of(ProxyRules rules) {
            return rules.http().isEmpty() && rules.https().isEmpty()
                    ? null
                    : new Proxies(
                            rules.http().map(ProxyServer::url).orElse(null),
                            rules.https().map(ProxyServer::url).orElse(null),
                            rules.none());
        }

        /** {@link InvalidInputException} where one is no proxy. */
        public ProxyRules rules() {
            return new ProxyRules(server(http), server(https), none);
        }

        private static Optional<ProxyServer> server(@Nullable String url) {
            return Optional.ofNullable(url).map(there -> ProxyServer.parse("a proxy of the grant", there));
        }

        @Override
        public String toString() {
            return "Proxies";
        }
    }

    @Override
    public String toString() {
        return "GrantDocument[%s]".formatted(build);
    }
}
