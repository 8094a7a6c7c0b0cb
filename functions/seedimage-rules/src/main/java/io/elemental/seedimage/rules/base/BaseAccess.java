package io.elemental.seedimage.rules.base;

import io.elemental.seedimage.rules.BaseSource;
import io.elemental.seedimage.rules.InvalidInputException;
import java.util.Optional;

/**
 * How a base is reached and judged, where a SeedImage says so itself. Such a base is for its namespace alone.
 *
 * @param proxy the name of the HTTP proxy that it is asked through; empty: those of the installation
 * @param pullSecret the name of the Secret that opens its source; empty: it needs none
 * @param authorities the name of the ConfigMap with the certificates that its server is trusted by; empty: those of the
 *     installation
 * @param key what its image must be signed with; empty: it need not be signed
 */
public record BaseAccess(
        Optional<String> proxy, Optional<String> pullSecret, Optional<String> authorities, Optional<BaseKey> key) {

    /** What everybody can reach, and nobody has signed. */
    public static final BaseAccess ANYBODY =
            new BaseAccess(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether the SeedImage says anything. */
    public boolean isOwn() {
        return !equals(ANYBODY);
    }

    /** {@link InvalidInputException} with one sentence where a source has no use for what is said. */
    public void require(BaseSource source) {
        if (key.isPresent() && !(source instanceof BaseSource.Image)) {
            throw new InvalidInputException(
                    "spec.baseVerification is for images of registries alone;" + " spec.baseDigest pins other bases");
        }
        if (source instanceof BaseSource.Uploaded && (pullSecret.isPresent() || authorities.isPresent())) {
            throw new InvalidInputException("spec.basePullSecretRef and spec.baseCA are for registries and web servers;"
                    + " an s3:// base lies in the installation's own store");
        }
    }
}
