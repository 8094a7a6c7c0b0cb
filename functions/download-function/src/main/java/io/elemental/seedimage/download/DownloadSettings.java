package io.elemental.seedimage.download;

import io.elemental.seedimage.download.clients.RefusalRules;
import io.elemental.seedimage.download.cors.AllowedOrigins;
import io.elemental.seedimage.download.links.LinkSettings;
import io.elemental.seedimage.registration.token.TokenRules;
import io.elemental.seedimage.rules.download.LinkRules;
import io.elemental.seedimage.runtime.ListenAt;
import io.elemental.seedimage.runtime.Variables;
import io.elemental.seedimage.store.S3Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where the function listens, where the store is, and how long things hold.
 *
 * @param cacheFor how long what the catalog says is taken for unchanged
 * @param links when and for how long clients are sent to the store
 * @param writeTimeout how long a client may leave a buffer of bytes unread
 * @param streams how many images are streamed at once
 * @param refusals when refused tokens are too many
 * @param origins whose pages may read the answers
 * @param ours what links of ours are made with; empty: there are none
 */
record DownloadSettings(
        ListenAt listenAt,
        S3Settings store,
        Duration cacheFor,
        LinkRules links,
        TokenRules tokens,
        Duration writeTimeout,
        int streams,
        RefusalRules refusals,
        AllowedOrigins origins,
        Optional<LinkSettings> ours) {

    /** Each may hold the buffers of a streamed answer. */
    static final int MAX_CONNECTIONS = 512;

    private static final String ORIGINS = "SEEDIMAGE_DOWNLOAD_ALLOWED_ORIGINS";

    /** Reads PORT, SERVER_ADDRESS, the store's settings, and those that begin with SEEDIMAGE_DOWNLOAD_. */
    static DownloadSettings fromEnvironment(Map<String, String> environment) {
        var variables = new Variables(environment);
        var ours = LinkSettings.of(variables);
        var lives = LinkSettings.lives(variables);
        return new DownloadSettings(
                ListenAt.of(variables),
                S3Settings.fromEnvironment(environment),
                variables.duration("SEEDIMAGE_DOWNLOAD_CACHE_FOR", "5s", "0s", "5m"),
                new LinkRules(
                        !variables.text("SEEDIMAGE_S3_PUBLIC_ENDPOINT", "").isEmpty(),
                        variables.duration("SEEDIMAGE_DOWNLOAD_LINK_VALID_FOR", "10m", "1s", "7d"),
                        ours.map(_ -> lives)),
                new TokenRules(
                        variables.duration("SEEDIMAGE_DOWNLOAD_REGISTRATION_MAX_AGE", "1h", "1m", "365d"),
                        variables.flag("SEEDIMAGE_DOWNLOAD_STRICT_AUDIENCE", true)),
                variables.duration("SEEDIMAGE_DOWNLOAD_WRITE_TIMEOUT", "30s", "100ms", "1h"),
                variables.number("SEEDIMAGE_DOWNLOAD_STREAMS", MAX_CONNECTIONS / 2, 1, MAX_CONNECTIONS * 3 / 4),
                RefusalRules.of(variables),
                AllowedOrigins.of(ORIGINS, variables.words(ORIGINS, "")),
                ours);
    }
}
