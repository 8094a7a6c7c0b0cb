package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.store.GrantLinks;
import io.elemental.seedimage.rules.store.GrantTrial;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** What builders are given of a store, signed with keys of its own where it has them. Opening it makes no call yet. */
public final class S3Grants implements AutoCloseable {

    private final Signer reads;
    private final Signer writes;
    private final S3Bucket granted;
    private final GrantLinks links;
    private final GrantTrial trial;

    S3Grants(S3Bucket own, AwsCredentialsProvider ownKey, GrantKeys keys, Timeouts timeouts) {
        var settings = own.settings();
        var grant = keys.grant() == null ? ownKey : keys.grant().credentials();
        var read = keys.read() == null ? ownKey : keys.read().credentials();
        this.reads = Signer.of(settings, settings.endpoint(), read);
        this.writes = Signer.of(settings, settings.endpoint(), grant);
        this.granted = new S3Bucket(S3Store.client(settings, grant, timeouts), settings);
        this.links = new S3GrantLinks(settings, reads, writes);
        var copies = new S3GrantTrial(own, granted);
        this.trial = places -> objection(own, ownKey, keys).or(() -> copies.objection(places));
    }

    /** Signed with the store's own key where there is none for it. */
    public GrantLinks links() {
        return links;
    }

    /** Objects where the keys are not three, and where the store copies for the grant's what that may not read. */
    public GrantTrial trial() {
        return trial;
    }

    private static Optional<String> objection(S3Bucket own, AwsCredentialsProvider ownKey, GrantKeys keys) {
        return own.calling(
                "find the key of the store",
                () -> keys.objection(ownKey.resolveCredentials().accessKeyId()));
    }

    @Override
    public void close() {
        granted.client().close();
        writes.close();
        reads.close();
    }
}
