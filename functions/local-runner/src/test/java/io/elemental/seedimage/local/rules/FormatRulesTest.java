package io.elemental.seedimage.local.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(locations = CompiledModule.class)
class FormatRulesTest {

    @ArchTest
    static final ArchRule KNOWS_JSON_AND_NO_STORE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "tools.jackson..",
                    "io.elemental.seedimage.rules..",
                    "io.elemental.seedimage.overlay..",
                    "io.elemental.seedimage.format..")
            .because("documents are the same in every store, and the builder reads them too");

    @ArchTest
    static final ArchRule ONLY_DOCUMENTS_KNOW_JSON = noClasses()
            .that()
            .haveNameNotMatching(".*\\.(Documents|DocumentWords|RequiredFields)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..")
            .because("how documents look as bytes is decided in one place");
}
