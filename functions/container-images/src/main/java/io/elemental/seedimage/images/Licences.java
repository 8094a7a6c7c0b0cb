package io.elemental.seedimage.images;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;

/** Under which licences jars may be distributed with ours. */
final class Licences {

    /** Licences that go together with Apache-2.0; of a component with several, one of them suffices. */
    private static final Set<String> COMPATIBLE = Set.of(
            "0BSD",
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "Go License", // of re2j: it is BSD-3-Clause
            "CC0-1.0",
            "EPL-2.0",
            "GPL-2.0-with-classpath-exception",
            "Bouncy Castle Licence");

    private Licences() {}

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

    private static List<String> licences(Component component) {
        var choice = component.getLicenses();
        if (choice == null || choice.getLicenses() == null) {
            return List.of();
        }
        return choice.getLicenses().stream()
                .map(license -> Objects.requireNonNullElse(license.getId(), Objects.toString(license.getName(), "")))
                .toList();
    }
}
