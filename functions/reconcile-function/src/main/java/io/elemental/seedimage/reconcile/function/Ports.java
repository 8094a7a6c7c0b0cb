package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.rules.BaseBuilds;
import io.elemental.seedimage.rules.MultipartUploads;
import io.elemental.seedimage.rules.ObjectStore;
import io.elemental.seedimage.rules.PresignedLinks;
import io.elemental.seedimage.rules.Registrations;
import io.elemental.seedimage.rules.SeedImages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the function works with that others bring.
 *
 * @param cluster uid of the kube-system namespace
 */
record Ports(
        SeedImages seedImages,
        Registrations registrations,
        BaseBuilds builds,
        ObjectStore store,
        MultipartUploads uploads,
        PresignedLinks links,
        Supplier<String> cluster,
        InstantSource clock,
        MeterRegistry meters) {}
