package io.elemental.seedimage.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules over the whole project, of which this module is the only one that sees all parts, and over this module. */
class ArchitectureTest {

    private static final String PROJECT = "io.elemental.seedimage";
    private static final JavaClasses ALL = new ClassFileImporter().importPaths(compiledModules());
    private static final JavaClasses OWN = new ClassFileImporter().importPath(Path.of("target/classes"));

    @Test
    void everyModuleIsLookedAt() {
        assertThat(ALL.stream().map(type -> type.getPackageName()).distinct())
                .contains(
                        PROJECT + ".rules",
                        PROJECT + ".overlay",
                        PROJECT + ".registration",
                        PROJECT + ".format",
                        PROJECT + ".telemetry",
                        PROJECT + ".runtime",
                        PROJECT + ".store",
                        PROJECT + ".cluster",
                        PROJECT + ".reconcile",
                        PROJECT + ".builder",
                        PROJECT + ".download",
                        PROJECT + ".local");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(PROJECT + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("arrows point one way: programs, then use cases and adapters, then rules")
                .check(ALL);
    }

    @Test
    void theUseCaseShowsOnlyWhatItsCallersNeed() {
        noClasses()
                .that()
                .resideOutsideOfPackage(PROJECT + ".reconcile..")
                .or()
                .resideInAPackage(PROJECT + ".reconcile.function..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        PROJECT + ".reconcile.facts..",
                        PROJECT + ".reconcile.queue..",
                        PROJECT + ".reconcile.base..",
                        PROJECT + ".reconcile.image..",
                        PROJECT + ".reconcile.publish..")
                .because("its steps are public for each other alone; callers give it ports and settings")
                .check(ALL);
    }

    @Test
    void programsDoNotCallEachOther() {
        for (var program : List.of("builder", "download", "local")) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("%s.%s..".formatted(PROJECT, program))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("%s.%s..".formatted(PROJECT, program))
                    .because("programs meet in the store, so that each can run without the others")
                    .check(ALL);
        }
    }

    @Test
    void theRulesKnowNothingButJava() {
        classes()
                .that()
                .resideInAPackage(PROJECT + ".rules..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", PROJECT + ".rules..")
                .because("decisions are to be read, and tested, without any technology")
                .check(ALL);
    }

    @Test
    void whatThePublicReachesKnowsNoCluster() {
        noClasses()
                .that()
                .resideInAnyPackage(PROJECT + ".download..", PROJECT + ".builder..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8..", "io.kubernetes..", PROJECT + ".cluster..", PROJECT + ".reconcile..")
                .because(
                        "the public function and the builder have no access to the cluster, and start without its client")
                .check(ALL);
    }

    @Test
    void theBuilderKnowsNoStore() {
        noClasses()
                .that()
                .resideInAPackage(PROJECT + ".builder..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", PROJECT + ".store..")
                .because("the builder touches the outside world, so it holds presigned URLs and no credentials")
                .check(ALL);
    }

    @Test
    void oneTechnologyHasOnePlace() {
        onlyIn(
                "org.gaul..",
                "EmbeddedStore|AtomicReplacement",
                "the store is an address and a key for everything else");
        onlyIn("picocli..", "Options|LocalRunner", "nothing else has to do with the command line");
        onlyIn("java.nio.file.Watch..", "WatchManifests", "a change is a call for everything else");
    }

    private static void onlyIn(String technology, String places, String because) {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(%s)(\\$.*)?".formatted(places))
                .should()
                .dependOnClassesThat()
                .haveNameMatching(technology.replace(".", "\\.").replace("\\.\\.", ".*"))
                .because(because)
                .check(OWN);
    }

    private static List<Path> compiledModules() {
        try (var modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("cannot list the modules", e);
        }
    }
}
