package io.elemental.seedimage.images;

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
        System.exit(new CommandLine(new ContainerImages()).execute(args));
    }
}
