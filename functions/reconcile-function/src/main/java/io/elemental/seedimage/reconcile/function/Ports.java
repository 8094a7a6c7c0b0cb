package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.Granting;
import io.elemental.seedimage.rules.cluster.Announcement;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.StoreTrial;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The ports that the function works with.
 *
 * @param trial of the store
 * @param tokens the owner of a token for our audience; empty where the token is invalid
 * @param cluster uid of the kube-system namespace
 * @param operator tells whoever looks after the installation
 */
record Ports(
        SeedImages seedImages,
        Registrations registrations,
        BaseBuilds builds,
        ObjectStore store,
        MultipartUploads uploads,
        Granting granting,
        StoreTrial trial,
        Function<String, Optional<String>> tokens,
        Supplier<String> cluster,
        Consumer<Announcement> operator,
        InstantSource clock,
        MeterRegistry meters) {}
