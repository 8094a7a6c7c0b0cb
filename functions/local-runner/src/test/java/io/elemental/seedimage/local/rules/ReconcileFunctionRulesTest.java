package io.elemental.seedimage.local.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(locations = CompiledModule.class)
class ReconcileFunctionRulesTest {

    @ArchTest
    static final ArchRule ONE_CLASS_OPENS_CLUSTER_AND_STORE = noClasses()
            .that()
            .haveNameNotMatching(".*\\.(RealPorts|GrantSettings|MeteredCalls|ReconcileFunctionSettings|StoreCheck)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.elemental.seedimage.store..")
            .because("everything else works with any cluster and any store");

    @ArchTest
    static final ArchRule RULES_KNOW_NO_HTTP = classes()
            .that()
            .haveNameMatching(".*\\.(ResourceEvent|ChangeOf|Claim|FirstSweep)")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "io.elemental.seedimage.rules..",
                    "io.elemental.seedimage.reconcile..")
            .because("what follows from an event does not depend on how it came");
}
