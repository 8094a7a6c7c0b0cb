package io.elemental.seedimage.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Chromium without a window, with a profile of its own, whose downloads go to a folder without being asked for. */
public final class BrowserProgram {

    private final Path program;

    private BrowserProgram(Path program) {
        this.program = program;
    }

    /** Skips the test where it is not there; fails it where SEEDIMAGE_REQUIRE_REAL_PARTS is true. */
    public static BrowserProgram orSkip() {
        var program = Path.of("/usr/bin/chromium");
        if (!Files.isExecutable(program)) {
            throw RealStore.missing("no Chromium at %s; Debian's package chromium has it".formatted(program));
        }
        return new BrowserProgram(program);
    }

    /** Opens a page, until it is closed. */
    public Opened open(Path folder, String page) {
        try {
            return new Opened(new ProcessBuilder(command(folder, "--remote-debugging-port=0", page))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("browser.log").toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a page consists of, once its scripts have run. */
    public String text(Path folder, String page) {
        return ExternalCommand.run(folder, command(folder, "--virtual-time-budget=60000", "--dump-dom", page));
    }

    // As root there is no sandbox; the pages are our own. A container has little shared memory.
    private String[] command(Path folder, String... more) {
        var profile = folder.resolve("profile");
        try {
            Files.createDirectories(profile.resolve("Default"));
            Files.writeString(profile.resolve("Default/Preferences"), """
                    {"download": {"default_directory": "%s", "prompt_for_download": false}}""".formatted(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--user-data-dir=" + profile));
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }

    /** A browser that runs. */
    public record Opened(Process process) implements AutoCloseable {

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
