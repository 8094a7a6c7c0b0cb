package io.elemental.seedimage.local.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(locations = CompiledModule.class)
class ReconcileRulesTest {

    private static final String OWN = "io.elemental.seedimage.reconcile";

    @ArchTest
    static final ArchRule KNOWS_PORTS_AND_NO_TECHNOLOGY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "com.github.benmanes.caffeine.cache..",
                    "io.elemental.seedimage.rules..",
                    "io.elemental.seedimage.overlay..",
                    "io.elemental.seedimage.registration..",
                    "io.elemental.seedimage.format..",
                    "io.elemental.seedimage.reconcile..")
            .because("a cluster and a folder on a laptop are reconciled by the same use case");

    @ArchTest
    static final ArchRule CLOCK_IS_GIVEN = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("what the clock makes due is tested with a clock that stands still");

    @ArchTest
    static final ArchRule PACKAGES_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("settings")
            .definedBy(OWN + ".settings..")
            .layer("common")
            .definedBy(OWN + ".common..")
            .layer("facts")
            .definedBy(OWN + ".facts..")
            .layer("queue")
            .definedBy(OWN + ".queue..")
            .layer("base")
            .definedBy(OWN + ".base..")
            .layer("quota")
            .definedBy(OWN + ".quota..")
            .layer("image")
            .definedBy(OWN + ".image..")
            .layer("publish")
            .definedBy(OWN + ".publish..")
            .layer("use case")
            .definedBy(OWN)
            .layer("sweep")
            .definedBy(OWN + ".sweep..")
            .whereLayer("sweep")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("use case")
            .mayOnlyBeAccessedByLayers("sweep")
            .whereLayer("publish")
            .mayOnlyBeAccessedByLayers("use case", "sweep")
            .whereLayer("image")
            .mayOnlyBeAccessedByLayers("publish", "use case", "sweep")
            .whereLayer("base")
            .mayOnlyBeAccessedByLayers("image", "use case", "sweep")
            .whereLayer("quota")
            .mayOnlyBeAccessedByLayers("image", "use case")
            .whereLayer("queue")
            .mayOnlyBeAccessedByLayers("base", "use case", "sweep")
            .whereLayer("facts")
            .mayOnlyBeAccessedByLayers("base", "quota", "image", "publish", "use case", "sweep")
            .whereLayer("common")
            .mayNotAccessAnyLayer()
            .whereLayer("settings")
            .mayNotAccessAnyLayer()
            .because("a step can be read without those that come after it");
}
