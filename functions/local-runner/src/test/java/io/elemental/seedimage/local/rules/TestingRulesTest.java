package io.elemental.seedimage.local.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(locations = CompiledModule.class)
class TestingRulesTest {

    @ArchTest
    static final ArchRule KNOWS_THE_PORTS_ONLY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.net..",
                    "org.jspecify..",
                    "org.junit..",
                    "org.opentest4j..",
                    "org.assertj..",
                    "org.awaitility..",
                    "org.testcontainers..",
                    "com.github.dockerjava..",
                    "io.elemental.seedimage.rules..",
                    "io.elemental.seedimage.overlay..",
                    "io.elemental.seedimage.testing..")
            .because("contracts ask for what ports promise, whoever keeps it");

    @ArchTest
    static final ArchRule ONE_CLASS_KNOWS_DOCKER = noClasses()
            .that()
            .haveNameNotMatching(".*\\.MinioContainer(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..")
            .because("tests that need no container must run where there is no Docker");
}
