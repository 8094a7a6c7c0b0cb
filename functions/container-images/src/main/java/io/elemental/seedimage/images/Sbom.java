package io.elemental.seedimage.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.License;

/** The bill of materials of an image (CycloneDX): what a program is made of, and what lies below it. */
final class Sbom {

    /** Licences that go together with Apache-2.0; of a component with several, one of them suffices. */
    private static final Set<String> COMPATIBLE = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-2.0",
            "GPL-2.0-with-classpath-exception",
            "Bouncy Castle Licence");

    private Sbom() {}

    /**
     * Puts it together.
     *
     * @param program what the program is made of, as its build wrote it
     * @param below system packages and runtime, or the base image
     */
    static Bom of(Bom program, Component image, List<Component> below) {
        var components = new ArrayList<Component>();
        components.add(program.getMetadata().getComponent());
        components.addAll(program.getComponents());
        components.addAll(below);
        program.getMetadata().setComponent(image);
        program.setComponents(components);
        return program;
    }

    /** Sentences about files that it does not name. */
    static List<String> unnamed(Bom bom, Set<String> files) {
        var named =
                bom.getComponents().stream().filter(Sbom::isJar).map(Sbom::file).toList();
        return files.stream()
                .filter(file -> !named.contains(file))
                .map(file -> file + " is in the image, and no component says so")
                .toList();
    }

    /** Leaves out what the build names and an image has not, such as starters, which are nothing but dependencies. */
    static void keepOnly(Bom bom, Set<String> files) {
        var program = bom.getComponents().getFirst();
        bom.setComponents(bom.getComponents().stream()
                .filter(component -> component.equals(program) || !isJar(component) || files.contains(file(component)))
                .toList());
    }

    /** Sentences about what may not be distributed with ours. */
    static List<String> incompatible(Bom bom) {
        return bom.getComponents().stream()
                .filter(Sbom::isJar)
                .filter(component -> licences(component).stream().noneMatch(COMPATIBLE::contains))
                .map(component -> "%s %s has none of the licences %s, but %s"
                        .formatted(
                                component.getName(),
                                component.getVersion(),
                                new TreeSet<>(COMPATIBLE),
                                licences(component)))
                .toList();
    }

    private static String file(Component jar) {
        return "%s-%s.jar".formatted(jar.getName(), jar.getVersion());
    }

    private static boolean isJar(Component component) {
        return Objects.toString(component.getPurl(), "").startsWith("pkg:maven/");
    }

    private static List<String> licences(Component component) {
        var choice = component.getLicenses();
        if (choice == null || choice.getLicenses() == null) {
            return List.of();
        }
        return choice.getLicenses().stream().map(Sbom::word).toList();
    }

    private static String word(License license) {
        return license.getId() == null ? Objects.toString(license.getName(), "") : license.getId();
    }
}
