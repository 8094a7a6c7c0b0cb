package io.elemental.seedimage.download.clients;

import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.runtime.Variables;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When refused tokens are too many, and whose word for an address counts.
 *
 * @param aMinute refusals that one client may see in a minute for one registration
 * @param trustedHops the proxies that are believed when they say who asked them
 */
public record RefusalRules(int aMinute, Set<Network> trustedHops) {

    private static final String TRUSTED_HOPS = "SEEDIMAGE_DOWNLOAD_TRUSTED_HOPS";
    private static final int MOST = 1_000_000;

    public static RefusalRules of(Variables variables) {
        return new RefusalRules(
                variables.number("SEEDIMAGE_DOWNLOAD_REFUSALS", 30, 1, MOST),
                variables.words(TRUSTED_HOPS, "").stream()
                        .map(RefusalRules::network)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Network network(String word) {
        try {
            return Network.of(word);
        } catch (IllegalArgumentException _) {
            throw new InvalidInputException(
                    "%s: '%s' is neither an address nor a network such as 10.0.0.0/8".formatted(TRUSTED_HOPS, word));
        }
    }
}
