package io.elemental.seedimage.reconcile.base;

import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.rules.BaseSource;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.cluster.BuildGrant;
import io.elemental.seedimage.rules.store.GrantLinks;
import io.elemental.seedimage.rules.store.MultipartUploads;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the grant: all that a builder may know and do. */
public final class Grants {

    private static final int MOST_PARTS = 1000;
    private static final long WHOLE = 1024L * 1024;
    /** The time in the file systems of every base. It is always the same, so preparing twice gives equal bytes. */
    private static final long SOURCE_DATE_EPOCH = 1_700_000_000;

    private final GrantLinks links;
    private final ReadAccess access;
    private final ReconcileSettings settings;

    public Grants(GrantLinks links, ReadAccess access, ReconcileSettings settings) {
        this.links = links;
        this.access = access;
        this.settings = settings;
    }

    /** One sentence that says why nobody can be given a grant for a source; else empty. */
    Optional<String> objection(BaseSource from, SourceDocument source) {
        return access.objection(from, source);
    }

    /** {@link InvalidInputException} with that sentence. */
    void require(BaseSource from, SourceDocument source) {
        var _ = access.read(from, source);
    }

    /**
     * The grant of one build.
     *
     * @param maxSize of the result, in bytes
     */
    public BuildGrant of(
            String build, String uploadId, BaseSource from, SourceDocument source, long maxSize, Instant now) {
        var key = StoreKeys.baseImage(build);
        var validFor = links.validFor(settings.timing().grantValidFor());
        var partSize = partSize(maxSize);
        var full = (int) (maxSize / partSize);
        var parts = IntStream.rangeClosed(1, full)
                .mapToObj(number ->
                        links.part(key, uploadId, number, partSize, validFor).toString())
                .toList();
        var grant = new GrantDocument(
                build,
                "base",
                source(from, source),
                source.build() == null ? null : source.revision(),
                source.platform(),
                source.type(),
                source.slots(),
                source.id(),
                SOURCE_DATE_EPOCH,
                maxSize,
                partSize,
                parts,
                links.lastPart(key, uploadId, full + 1, validFor).toString(),
                links.document(StoreKeys.progress(build), validFor).toString(),
                links.document(StoreKeys.result(build), validFor).toString(),
                links.authorities(),
                GrantDocument.Proxies.of(settings.sources().proxies().usual()));
        return BuildGrant.living(Documents.write(DocumentType.GRANT, grant), validFor, now);
    }

    /** The size of a part. There are at most 1,000 full parts, since their URLs must fit into a Secret. */
    static long partSize(long maxSize) {
        var smallest = Math.ceilDiv(maxSize, (long) MOST_PARTS);
        return Math.max(MultipartUploads.MIN_PART_SIZE, Math.ceilDiv(smallest, WHOLE) * WHOLE);
    }

    private GrantDocument.Source source(BaseSource from, SourceDocument source) {
        var given = access.read(from, source);
        return switch (from) {
            case BaseSource.Web(var url) -> fromOutside(url, source, given, null);
            case BaseSource.Image image -> fromOutside(image.canonical(), source, given, registry(source, given));
            case BaseSource.Uploaded(var _, var key) ->
                new GrantDocument.Source(
                        links.source(key, settings.timing().grantValidFor()).toString(),
                        source.sha256(),
                        null,
                        links.authorities(),
                        true,
                        true,
                        null,
                        GrantDocument.Proxies.of(settings.sources().proxies().usual()));
        };
    }

    private GrantDocument.Source fromOutside(
            String url, SourceDocument source, SourceAccess given, GrantDocument.@Nullable Registry registry) {
        var rules = settings.sources();
        return new GrantDocument.Source(
                url,
                source.sha256(),
                given.authorization(),
                authorities(given),
                rules.privateAddresses(),
                rules.localAddresses(),
                rules.allowed().hosts().stream().sorted().toList(),
                GrantDocument.Proxies.of(rules.proxies().rules(Optional.ofNullable(source.proxy()))),
                registry);
    }

    private @Nullable String authorities(SourceAccess given) {
        return Stream.of(
                        Optional.ofNullable(given.authorities()),
                        settings.sources().authorities())
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + "\n" + other)
                .orElse(null);
    }

    private GrantDocument.Registry registry(SourceDocument source, SourceAccess given) {
        var rules = settings.sources().registries();
        return new GrantDocument.Registry(
                Optional.ofNullable(source.access())
                        .map(SourceDocument.Access::pullSecret)
                        .orElse(null),
                given.dockerConfig() == null ? rules.dockerConfig().orElse(null) : given.dockerConfig(),
                rules.plainHosts(),
                rules.mirrors(),
                rules.realms(),
                given.publicKey());
    }
}
