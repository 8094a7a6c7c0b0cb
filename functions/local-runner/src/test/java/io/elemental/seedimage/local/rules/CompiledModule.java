package io.elemental.seedimage.local.rules;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the module of a test's rules is compiled to; its jar may be packed in another way. */
public final class CompiledModule implements LocationProvider {

    private static final Map<String, String> MODULES = Map.of(
            "BuilderRulesTest", "base-builder",
            "ClusterRulesTest", "cluster-kubernetes",
            "DownloadRulesTest", "download-function",
            "FormatRulesTest", "store-format",
            "OverlayRulesTest", "image-overlay",
            "ReconcileFunctionRulesTest", "reconcile-function",
            "ReconcileRulesTest", "reconcile",
            "RegistrationRulesTest", "registration",
            "StoreRulesTest", "image-store-s3",
            "TestingRulesTest", "seedimage-testing");

    @Override
    public Set<Location> get(Class<?> testClass) {
        return Set.of(Location.of(Optional.ofNullable(MODULES.get(testClass.getSimpleName()))
                .map(module -> Path.of("..", module, "target", "classes"))
                .filter(Files::isDirectory)
                .orElseThrow(() -> new IllegalStateException("no compiled module for " + testClass))));
    }
}
