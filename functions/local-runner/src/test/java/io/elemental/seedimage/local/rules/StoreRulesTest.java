package io.elemental.seedimage.local.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(locations = CompiledModule.class)
class StoreRulesTest {

    @ArchTest
    static final ArchRule KNOWS_S3_AND_NOTHING_ELSE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.net.ssl..",
                    "org.jspecify..",
                    "software.amazon.awssdk..",
                    "io.elemental.seedimage.rules..",
                    "io.elemental.seedimage.store..")
            .because("an adapter knows one technology, and what lies in the store is not its business");

    @ArchTest
    static final ArchRule SHOWS_NO_SDK = noMethods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should()
            .haveRawReturnType(resideInAPackage("software.amazon.awssdk.."))
            .because("whoever uses the store sees the ports");
}
