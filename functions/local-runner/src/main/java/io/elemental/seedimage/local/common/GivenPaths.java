package io.elemental.seedimage.local.common;

import io.elemental.seedimage.rules.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether what the options name is there: a mistyped path is refused before anything is started, and never made. */
public final class GivenPaths {

    private GivenPaths() {}

    /** {@link InvalidInputException} says in one sentence what is not there; scripts/run-local has the same ones. */
    public static void require(Options options) {
        options.manifests().filter(folder -> !Files.isDirectory(folder)).ifPresent(folder -> {
            throw new InvalidInputException("--manifests %s is no folder".formatted(folder));
        });
        options.kubeconfig().filter(file -> !readable(file)).ifPresent(file -> {
            throw new InvalidInputException("--kubeconfig %s is no file that can be read".formatted(file));
        });
        options.base()
                .filter(base -> !isUrl(base) && !isImage(base) && !readable(Path.of(base)))
                .ifPresent(base -> {
                    throw new InvalidInputException(
                            "--base %s is no file, no URL, and no image of a registry".formatted(base));
                });
    }

    public static boolean isUrl(String base) {
        return base.matches("https?://.+|s3://.+");
    }

    /** Whether it may be the reference of an image, where it is no file. */
    private static boolean isImage(String base) {
        return base.contains("/") && !base.startsWith("/") && !base.startsWith(".");
    }

    private static boolean readable(Path file) {
        return Files.isRegularFile(file) && Files.isReadable(file);
    }
}
