package io.elemental.seedimage.local.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(locations = CompiledModule.class)
class OverlayRulesTest {

    @ArchTest
    static final ArchRule PLAIN_JAVA = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify..", "org.bouncycastle.crypto..", "io.elemental.seedimage.overlay..")
            .because("bytes and offsets are to be read, and tested, without any technology");

    @ArchTest
    static final ArchRule ONE_CLASS_KNOWS_THE_DIGEST = noClasses()
            .that()
            .doNotHaveSimpleName("BouncyCastleSha256")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..")
            .because("how a digest is stopped and goes on is one class's matter");
}
