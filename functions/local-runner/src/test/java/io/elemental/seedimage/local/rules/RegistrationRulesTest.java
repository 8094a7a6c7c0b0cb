package io.elemental.seedimage.local.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(locations = CompiledModule.class)
class RegistrationRulesTest {

    @ArchTest
    static final ArchRule KNOWS_TOKENS_AND_NO_SERVER = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.jose4j..",
                    "org.bouncycastle..",
                    "com.google.re2j..",
                    "io.elemental.seedimage.rules..",
                    "io.elemental.seedimage.registration..")
            .because("tokens and seed files are the same wherever requests and registrations come from");

    @ArchTest
    static final ArchRule ONLY_TWO_KNOW_JWT = noClasses()
            .that()
            .doNotHaveSimpleName("TokenReading")
            .and()
            .doNotHaveSimpleName("TokenSignature")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jose4j..")
            .because("nothing of a token reaches the library before it was looked at strictly");

    @ArchTest
    static final ArchRule ONLY_KEYS_AND_SIGNATURES_KNOW_BOUNCY_CASTLE = noClasses()
            .that()
            .doNotHaveSimpleName("RegistrationKeys")
            .and()
            .doNotHaveSimpleName("TokenSignature")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..")
            .because("the JDK cannot derive a public key, and verifies an eighth as fast; for all else it does");

    @ArchTest
    static final ArchRule ONLY_HOST_PATTERNS_KNOW_EXPRESSIONS_OF_GO = noClasses()
            .that()
            .doNotHaveSimpleName("HostPattern")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.re2j..")
            .because("all other expressions are ours, and those of Java");
}
