package io.elemental.seedimage.builder.signature;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.registry.AbsentException;
import io.elemental.seedimage.builder.registry.Descriptor;
import io.elemental.seedimage.builder.registry.ImageRegistry;
import io.elemental.seedimage.builder.registry.Manifest;
import io.elemental.seedimage.builder.registry.NamedManifest;
import io.elemental.seedimage.builder.registry.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requires that an image is signed with a key: beside it, by the tag {@code sha256-<digest>.sig}, or by what refers to
 * it. The log of transparency is not asked.
 */
public final class SignatureCheck {

    /** Of one image; who signs it anew each day has room for a quarter of a year. */
    private static final int MOST = 100;

    private static final int MAX_SIGNATURE = 1024 * 1024;

    /** What registries say of the kind of an artifact that they do not know. */
    private static final Set<String> UNTOLD =
            Set.of("application/vnd.oci.image.manifest.v1+json", "application/vnd.oci.empty.v1+json");

    private final ImageRegistry registry;
    private final SigningKey key;
    private final List<String> before = new ArrayList<>();
    private int looked;
    private @Nullable RefusedException damaged;

    /**
     * Checks by one key.
     *
     * @param pem of the public key
     */
    public SignatureCheck(ImageRegistry registry, String pem) {
        this.registry = registry;
        this.key = SigningKey.parse(pem);
    }

    /**
     * RefusedException where none of the digests is signed: neither by what a mirror has beside them, nor by what their
     * registry has.
     *
     * @param digests of an index and of what it names, down to the image: one that is signed is enough
     */
    public void require(List<String> digests) {
        for (var place : registry.places()) {
            looked = 0;
            if (digests.stream().anyMatch(digest -> isSigned(place, digest))) {
                return;
            }
            if (place.isMirror()) {
                before.add("%s, with %s signatures".formatted(place.name(), looked));
            }
        }
        if (damaged != null) {
            throw damaged;
        }
        throw new RefusedException("%s %s%s."
                .formatted(
                        registry.shown(),
                        looked == 0
                                ? "is not signed, and spec.baseVerification wants a signature"
                                : "has %s signatures, and none of them is one over its digest by the key of spec.baseVerification"
                                        .formatted(looked),
                        before.isEmpty() ? "" : "; asked before: " + String.join("; ", before)));
    }

    private boolean isSigned(Place place, String digest) {
        var tag = digest.replace(':', '-');
        return Stream.concat(image(place.named(tag + ".sig")).stream(), referring(place, digest, tag))
                .limit(MOST)
                .anyMatch(image ->
                        image.layers().reversed().stream().limit(MOST).anyMatch(layer -> signs(layer, digest)));
    }

    /**
     * What refers to a digest, by the registry's API for that, and by the tag that stands for it where there is none:
     * whoever signed before there was one is not in its lists.
     */
    private Stream<Manifest.Image> referring(Place place, String digest, String tag) {
        Stream<Supplier<Optional<Manifest>>> lists = Stream.of(() -> place.referrers(digest), () -> place.named(tag));
        return lists.flatMap(list -> list.get().stream())
                .filter(Manifest.Index.class::isInstance)
                .flatMap(index -> ((Manifest.Index) index)
                        .manifests().reversed().stream()
                                .filter(SignatureCheck::maySign)
                                .limit(MOST))
                .flatMap(manifest -> image(byDigest(manifest.digest())).stream());
    }

    private static boolean maySign(Descriptor manifest) {
        return manifest.kind().startsWith(SigstoreBundle.TYPE)
                || manifest.kind().startsWith("application/vnd.dev.cosign.")
                || UNTOLD.contains(manifest.kind());
    }

    private static Optional<Manifest.Image> image(Optional<Manifest> manifest) {
        return manifest.filter(Manifest.Image.class::isInstance).map(Manifest.Image.class::cast);
    }

    /** From whoever has it: its digest says whether it is the right one. */
    private Optional<Manifest> byDigest(String digest) {
        try {
            return registry.manifest(digest, "").map(NamedManifest::manifest);
        } catch (AbsentException | RefusedException _) {
            return Optional.empty(); // one that cannot be understood does not hide the others
        }
    }

    private boolean signs(Descriptor layer, String digest) {
        var bundle = layer.kind().startsWith(SigstoreBundle.TYPE);
        if (layer.size() > MAX_SIGNATURE || !(bundle || layer.kind().equals(SimpleSigning.TYPE))) {
            return false;
        }
        looked++;
        try {
            var bytes = registry.blob(layer, MAX_SIGNATURE);
            return bundle
                    ? SigstoreBundle.signs(bytes, digest, key)
                    : layer.signature()
                            .filter(signature -> SimpleSigning.signs(bytes, signature, digest, key))
                            .isPresent();
        } catch (AbsentException _) {
            return false;
        } catch (RefusedException e) {
            damaged = e; // told where no other signature counts
            return false;
        }
    }
}
