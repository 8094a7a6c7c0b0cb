package io.elemental.seedimage.local.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(locations = CompiledModule.class)
class DownloadRulesTest {

    @ArchTest
    static final ArchRule KNOWS_NO_CLUSTER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.kubernetes..", "io.elemental.seedimage.cluster..")
            .because("what the public can reach must not be able to talk to the cluster");

    @ArchTest
    static final ArchRule ONLY_MAIN_KNOWS_THE_STORES_KIND = noClasses()
            .that()
            .haveNameNotMatching(".*\\.(DownloadFunction|DownloadSettings)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.elemental.seedimage.store..")
            .because("everything else works with any store");

    @ArchTest
    static final ArchRule RULES_AND_FUNCTIONS_KNOW_NO_HTTP = classes()
            .that()
            .haveNameMatching(
                    ".*\\.(DownloadRequest|CheckedRequest|ValidateToken|DecideFromCatalog|ImageBytes|RecentDocuments)")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "io.elemental.seedimage.rules..",
                    "io.elemental.seedimage.overlay..",
                    "io.elemental.seedimage.registration..",
                    "io.elemental.seedimage.format..",
                    "io.elemental.seedimage.download..")
            .because("what is decided does not depend on how it was asked");
}
