package io.elemental.seedimage.local.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(locations = CompiledModule.class)
class ClusterRulesTest {

    @ArchTest
    static final ArchRule KNOWS_THE_PORTS_AND_ONE_TECHNOLOGY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "com.fasterxml.jackson.annotation..",
                    "tools.jackson..",
                    "io.fabric8..",
                    "io.elemental.seedimage.rules..",
                    "io.elemental.seedimage.cluster..")
            .because("what is decided does not depend on where it is read and written");

    @ArchTest
    static final ArchRule MANIFESTS_AND_RULES_CALL_NOBODY = noClasses()
            .that()
            .haveNameMatching(
                    ".*\\.(BaseBuildJob|BuilderPod|JobPhase|BuildFailure|PodEnd|BuilderEnd|RegistrationResource)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8.kubernetes.client..")
            .because("they are tested without an API server");

    @ArchTest
    static final ArchRule CLOCK_IS_GIVEN = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("time comes from the caller or from the API server");
}
