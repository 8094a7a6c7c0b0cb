package io.elemental.seedimage.images;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code scripts/image} does in Java. */
@Command(
        name = "container-images",
        mixinStandardHelpOptions = true,
        subcommands = {MergeJars.class, PackImage.class, WriteSbom.class, Rehearse.class})
final class ContainerImages {

    private ContainerImages() {}

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT); // Jib writes its patterns in the default locale
        System.exit(new CommandLine(new ContainerImages()).execute(args));
    }
}
