package io.elemental.seedimage.reconcile;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "io.elemental.seedimage.reconcile", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_PORTS_AND_NO_TECHNOLOGY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.slf4j..",
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
    static final ArchRule ONLY_THE_USE_CASE_IS_FOR_OTHERS = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .arePublic()
            .should()
            .haveNameMatching(
                    ".*\\.(BuildLimits|Change|FollowChange|Granting|Installation|InstallationTakenException|Look|Outcome|ReconcileSeedImage|ReconcileSettings|Sweep|SweepSettings)")
            .because("its callers differ in nothing but the ports they give it");
}
