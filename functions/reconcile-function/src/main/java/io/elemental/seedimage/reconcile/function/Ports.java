package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.Granting;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the function works with that others bring.
 *
 * @param tokens whose a token is that is meant for us; empty where it is none
 * @param cluster uid of the kube-system namespace
 */
record Ports(
        SeedImages seedImages,
        Registrations registrations,
        BaseBuilds builds,
        ObjectStore store,
        MultipartUploads uploads,
        Granting granting,
        Function<String, Optional<String>> tokens,
        Supplier<String> cluster,
        InstantSource clock,
        MeterRegistry meters) {}
