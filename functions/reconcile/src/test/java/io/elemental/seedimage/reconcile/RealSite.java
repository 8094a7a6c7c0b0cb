package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.cluster.ActingProvider;
import io.elemental.seedimage.cluster.ActingUser;
import io.elemental.seedimage.cluster.KubernetesRegistrations;
import io.elemental.seedimage.cluster.KubernetesSeedImages;
import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.cluster.builds.ActingNode;
import io.elemental.seedimage.cluster.builds.BaseBuildSettings;
import io.elemental.seedimage.cluster.builds.KubernetesBaseBuilds;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.GrantLinks;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.store.GrantKeys;
import io.elemental.seedimage.store.S3Grants;
import io.elemental.seedimage.store.S3Settings;
import io.elemental.seedimage.store.S3Store;
import io.elemental.seedimage.testing.RealStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A real API server and a real MinIO, with a namespace for Jobs and a bucket of its own. */
final class RealSite implements Site {

    private final S3Store s3;
    private final S3Grants grants;
    private final ObjectStore store;
    private final StartedUploads started;
    private final MultipartUploads uploads;
    private final SeedImages seedImages;
    private final Registrations registrations;
    private final BaseBuilds builds;
    private final ActingUser user;
    private final ActingProvider provider;
    private final Workshop workshop;

    RealSite(RealApiServer server, RealStore minio, InstantSource clock) {
        var namespace = server.newNamespace();
        s3 = S3Store.open(
                new S3Settings(minio.endpoint(), minio.endpoint(), "us-east-1", namespace, ""),
                minio.accessKey(),
                minio.secretKey());
        s3.createBucketIfMissing();
        grants = s3.grants(GrantKeys.NONE);
        store = new AgedObjects(s3.objects(), clock);
        started = new StartedUploads(s3.uploads(), grants.links());
        uploads = started.watched();
        seedImages = new KubernetesSeedImages(server.client(), clock);
        registrations = new KubernetesRegistrations(server.client());
        builds = new KubernetesBaseBuilds(server.client(), new BaseBuildSettings(namespace, "example/base-builder:1"));
        user = new ActingUser(server.client());
        provider = new ActingProvider(server.client());
        workshop = new GrantedWorkshop(new ActingNode(server.client(), namespace));
    }

    @Override
    public SeedImages seedImages() {
        return seedImages;
    }

    @Override
    public Registrations registrations() {
        return registrations;
    }

    @Override
    public BaseBuilds builds() {
        return builds;
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public MultipartUploads uploads() {
        return uploads;
    }

    @Override
    public GrantLinks links() {
        return grants.links();
    }

    @Override
    public Workshop workshop() {
        return workshop;
    }

    @Override
    public void create(SeedImage seedImage) {
        user.create(seedImage);
    }

    @Override
    public void change(ResourceRef ref, UnaryOperator<SeedImage> change) {
        seedImages.find(ref).map(change).ifPresent(user::change);
    }

    @Override
    public void mark(ResourceRef ref, String mark) {
        seedImages.find(ref).ifPresent(_ -> user.mark(ref, mark));
    }

    @Override
    public void delete(ResourceRef ref) {
        user.remove(ref);
    }

    @Override
    public Optional<SeedImageStatus> status(ResourceRef ref) {
        return user.status(ref);
    }

    @Override
    public void register(Registration registration) {
        provider.put(registration);
    }

    @Override
    public void unregister(ResourceRef registration) {
        provider.remove(registration);
    }

    @Override
    public int unfinishedUploads() {
        return started.unfinished();
    }

    /** Every object's ETag and every SeedImage's version. */
    @Override
    public Object now() {
        try (var objects = store.list("")) {
            return List.of(
                    objects.filter(object -> !object.key().equals(StoreKeys.SWEEP))
                            .collect(Collectors.toSet()),
                    user.versions());
        }
    }

    @Override
    public boolean onlySweptSince(Object before) {
        return now().equals(before);
    }

    @Override
    public void close() {
        user.removeAll();
        Places.REGISTRATIONS.forEach(provider::remove);
        grants.close();
        s3.close();
    }
}
