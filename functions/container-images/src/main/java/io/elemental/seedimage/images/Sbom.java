package io.elemental.seedimage.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Metadata;

/** The bill of materials of an image (CycloneDX): what a program is made of, and what lies below it. */
final class Sbom {

    private Sbom() {}

    /**
     * Puts it together, without a time: equal images have equal bills.
     *
     * @param program what the program is made of, as its build wrote it
     * @param below system packages and runtime, or the base image
     */
    static Bom of(Bom program, Component image, List<Component> below) {
        var components = new ArrayList<Component>();
        if (program.getMetadata().getComponent() != null) {
            components.add(program.getMetadata().getComponent());
        }
        components.addAll(program.getComponents());
        components.addAll(below);
        program.getMetadata().setComponent(image);
        program.getMetadata().setTimestamp(null);
        program.setComponents(components);
        return program;
    }

    /** Of an image that has no program with a bill of its own. */
    static Bom ofNothing() {
        var bom = new Bom();
        bom.setMetadata(new Metadata());
        bom.setComponents(List.of());
        return bom;
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

    private static String file(Component jar) {
        return "%s-%s.jar".formatted(jar.getName(), jar.getVersion());
    }

    static boolean isJar(Component component) {
        return Objects.toString(component.getPurl(), "").startsWith("pkg:maven/");
    }
}
