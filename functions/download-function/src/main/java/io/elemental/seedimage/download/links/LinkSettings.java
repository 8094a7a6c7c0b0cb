package io.elemental.seedimage.download.links;

import io.elemental.seedimage.rules.links.LinkKey;
import io.elemental.seedimage.rules.links.LinkKeys;
import io.elemental.seedimage.rules.links.LinkLives;
import io.elemental.seedimage.runtime.Variables;
import java.net.URI;
import java.util.Optional;

/**
 * What links of ours are made with.
 *
 * @param keys that sign them
 * @param publicUrl where clients reach this function
 */
public record LinkSettings(LinkKeys keys, URI publicUrl) {

    private static final String KEY = "SEEDIMAGE_DOWNLOAD_LINK_KEY";
    private static final String PREVIOUS_KEY = "SEEDIMAGE_DOWNLOAD_PREVIOUS_LINK_KEY";

    /** Empty where the installation has no key: then there are no links of ours. */
    public static Optional<LinkSettings> of(Variables variables) {
        var key = variables.text(KEY, "");
        if (key.isEmpty()) {
            return Optional.empty();
        }
        var previous = Optional.of(variables.text(PREVIOUS_KEY, ""))
                .filter(text -> !text.isEmpty())
                .map(text -> LinkKey.of(PREVIOUS_KEY, text));
        return Optional.of(new LinkSettings(
                new LinkKeys(LinkKey.of(KEY, key), previous),
                variables.url("SEEDIMAGE_PUBLIC_URL", "https://elemental.example")));
    }

    /** How long links live, whether there are any or not. */
    public static LinkLives lives(Variables variables) {
        return new LinkLives(
                variables.duration("SEEDIMAGE_DOWNLOAD_LINK_BROWSER_FOR", "10m", "1s", "1d"),
                variables.duration("SEEDIMAGE_DOWNLOAD_LINK_NETBOOT_FOR", "2h", "1s", "7d"),
                variables.duration("SEEDIMAGE_DOWNLOAD_LINK_BMC_FOR", "24h", "1m", "30d"),
                variables.duration("SEEDIMAGE_DOWNLOAD_LINK_BMC_AT_MOST", "30d", "1m", "365d"));
    }
}
