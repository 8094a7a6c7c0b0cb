package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.reconcile.base.Grants;
import io.elemental.seedimage.reconcile.base.ReadAccess;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.reconcile.settings.SourceRules;
import io.elemental.seedimage.rules.BaseSource;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.store.GrantKeys;
import io.elemental.seedimage.store.S3Grants;
import io.elemental.seedimage.store.S3Key;
import io.elemental.seedimage.store.S3Settings;
import io.elemental.seedimage.store.S3Store;
import io.elemental.seedimage.testing.RealStore;
import io.elemental.seedimage.testing.StoreUsers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A real store with the users of an installation, what belongs to a victim, and a grant as the reconciler makes it. */
final class AttackedStore implements AutoCloseable {

    static final ResourceRef VICTIM = new ResourceRef("victims", "rack");
    static final String UPLOAD = "uploads/attackers/mine.iso";
    static final String SECRET = "{\"token\":\"of the victim\"}";

    /** What no builder may learn. */
    static final List<String> HIDDEN = List.of(
            StoreKeys.entry(VICTIM, "seed"),
            StoreKeys.registration(VICTIM),
            StoreKeys.overlay("0123456789abcdef"),
            StoreKeys.composedImage("0123456789abcdef"),
            StoreKeys.INSTALLATION,
            StoreKeys.source("other"),
            StoreKeys.baseImage("other-1"),
            StoreKeys.manifest("other-1"),
            "uploads/victims/private.iso");

    private static final long MAX_SIZE = 12L * 1024 * 1024;

    final String bucket = "attack-" + UUID.randomUUID();
    final String build = "0123456789abcdef0123456789abcdef-1";
    final S3Store store;
    final S3Grants grants;
    final S3Grants signedByTheReconciler;
    final String uploadId;

    AttackedStore(RealStore real) {
        var settings = new S3Settings(real.endpoint(), real.endpoint(), "us-east-1", bucket, "");
        var users = StoreUsers.orSkip(real, bucket);
        try (var root = S3Store.open(settings, real.accessKey(), real.secretKey())) {
            root.createBucketIfMissing();
            for (var key : HIDDEN) {
                root.objects().put(key, SECRET.getBytes(StandardCharsets.UTF_8), new Precondition.None());
            }
            root.objects().put(UPLOAD, new byte[1], new Precondition.None());
        }
        var write = users.with("reconcile");
        store = S3Store.open(settings, write.accessKey(), write.secretKey());
        grants = store.grants(new GrantKeys(key(users.with("grant")), key(users.with("download"))));
        signedByTheReconciler = store.grants(GrantKeys.NONE);
        uploadId = store.uploads().start(StoreKeys.baseImage(build), "application/octet-stream");
    }

    private static S3Key key(StoreUsers.User user) {
        return new S3Key(user.accessKey(), user.secretKey());
    }

    GrantDocument grant(S3Grants signedBy) {
        var settings = new ReconcileSettings(URI.create("https://seeds.example"), bucket, false, SourceRules.PUBLIC);
        var source = "s3://%s/%s".formatted(bucket, UPLOAD);
        var document = new SourceDocument(
                "0123456789abcdef0123456789abcdef",
                source,
                "linux/amd64",
                "iso",
                Map.of("agent", 4096),
                null,
                1,
                null,
                null,
                null,
                null);
        var grant = new Grants(signedBy.links(), new ReadAccess(NamedObjects.NONE), settings)
                .of(
                        build,
                        uploadId,
                        BaseSource.parse(source, "attackers", bucket),
                        document,
                        MAX_SIZE,
                        InstantSource.system().instant());
        return Documents.read(DocumentType.GRANT, grant.document());
    }

    @Override
    public void close() {
        signedByTheReconciler.close();
        grants.close();
        store.close();
    }
}
