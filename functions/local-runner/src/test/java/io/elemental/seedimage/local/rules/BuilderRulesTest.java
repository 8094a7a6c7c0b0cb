package io.elemental.seedimage.local.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(locations = CompiledModule.class)
class BuilderRulesTest {

    @ArchTest
    static final ArchRule KNOWS_NO_STORE_AND_NO_CLUSTER = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.net.ssl..",
                    "org.jspecify..",
                    "org.snakeyaml.engine..",
                    "tools.jackson..",
                    "org.apache.commons.compress..",
                    "com.github.luben.zstd..",
                    "org.tukaani.xz..",
                    "io.elemental.seedimage.registration.files",
                    "io.elemental.seedimage.rules",
                    "io.elemental.seedimage.rules.proxy",
                    "io.elemental.seedimage.overlay..",
                    "io.elemental.seedimage.format..",
                    "io.elemental.seedimage.builder..")
            .because("a builder touches the outside world, so it holds nothing but its grant");

    @ArchTest
    static final ArchRule ONE_PACKAGE_READS_YAML = noClasses()
            .that()
            .resideOutsideOfPackage("io.elemental.seedimage.builder.yaml")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snakeyaml.engine..")
            .because("how the boot tool reads is decided in one place");

    @ArchTest
    static final ArchRule ONE_CLASS_STARTS_PROGRAMS = noClasses()
            .that()
            .doNotHaveSimpleName("Xorriso")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class)
            .because("what a program is given must be seen in one place");

    @ArchTest
    static final ArchRule TWO_CLASSES_ASK_OTHERS = noClasses()
            .that()
            .doNotHaveSimpleName("SourceConnections")
            .and()
            .doNotHaveSimpleName("Store")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.net.http.HttpClient.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.net.URLConnection.class)
            .because("addresses, redirects and credentials are decided in one place");

    @ArchTest
    static final ArchRule ONE_CLASS_KNOWS_WHERE_IT_IS_STARTED = noClasses()
            .that()
            .doNotHaveSimpleName("BaseBuilder")
            .should()
            .callMethod(System.class, "exit", int.class)
            .because("a build that ended the program could not be tested in it");
}
