package io.elemental.seedimage.builder.signature;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.registry.AbsentException;
import io.elemental.seedimage.builder.registry.Descriptor;
import io.elemental.seedimage.builder.registry.ImageRegistry;
import io.elemental.seedimage.builder.registry.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    private int looked;

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
     * RefusedException where none of the digests is signed.
     *
     * @param digests of an index and of what it names, down to the image: one that is signed is enough
     */
    public void require(List<String> digests) {
        if (digests.stream().anyMatch(this::isSigned)) {
            return;
        }
        throw new RefusedException(
                looked == 0
                        ? "%s is not signed, and spec.baseVerification wants a signature.".formatted(registry.shown())
                        : "%s has %s signatures, and none of them is one over its digest by the key of spec.baseVerification."
                                .formatted(registry.shown(), looked));
    }

    private boolean isSigned(String digest) {
        var tag = digest.replace(':', '-');
        return Stream.concat(image(tag + ".sig").stream(), referring(digest, tag))
                .limit(MOST)
                .anyMatch(image ->
                        image.layers().reversed().stream().limit(MOST).anyMatch(layer -> signs(layer, digest)));
    }

    /** What refers to a digest, by the registry's API for that; without one, by the tag that stands for it. */
    private Stream<Manifest.Image> referring(String digest, String tag) {
        return referrers(digest).or(() -> named(tag)).stream()
                .filter(Manifest.Index.class::isInstance)
                .flatMap(index -> ((Manifest.Index) index).manifests().reversed().stream())
                .filter(manifest -> manifest.kind().startsWith(SigstoreBundle.TYPE)
                        || manifest.kind().startsWith("application/vnd.dev.cosign.")
                        || UNTOLD.contains(manifest.kind()))
                .limit(MOST)
                .flatMap(manifest -> image(manifest.digest()).stream());
    }

    private Optional<Manifest> referrers(String digest) {
        try {
            return Optional.of(registry.referrers(digest));
        } catch (AbsentException | RefusedException _) {
            return Optional.empty(); // many registries have no such API, and say so in many ways
        }
    }

    private Optional<Manifest.Image> image(String name) {
        return named(name).filter(Manifest.Image.class::isInstance).map(Manifest.Image.class::cast);
    }

    private Optional<Manifest> named(String name) {
        try {
            return registry.manifest(name, "").map(found -> found.manifest());
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
        }
    }
}
