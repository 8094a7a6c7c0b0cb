package io.elemental.seedimage.local.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Stands in for the base builder: a program that does what its grant says, word by word. */
public final class ActingProgram {

    private ActingProgram() {}

    /** What it does without a grant, in its environment. */
    static final String ACTS = "ACTS";

    /**
     * Understands {@code --grant FILE --scratch DIR}; the grant is lines of "say TEXT", "env", "fill", "wait", "exit
     * N", and "serve", which answers at the port of the environment.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var acts =
                arguments.length == 0 ? environment(ACTS).lines().toList() : Files.readAllLines(Path.of(arguments[1]));
        for (var line : acts) {
            var words = line.split(" ", 2);
            switch (words[0]) {
                case "say" -> System.err.println(words[1]);
                case "env" -> System.err.println(System.getenv().keySet());
                case "mode" -> System.err.println(Files.getPosixFilePermissions(Path.of(arguments[1])));
                case "fill" -> Files.writeString(Path.of(arguments[3]).resolve("big"), "x".repeat(1000));
                case "serve" -> serve();
                case "wait" -> new CountDownLatch(1).await();
                default -> System.exit(Integer.parseInt(words[1]));
            }
        }
    }

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }

    private static void serve() throws IOException, InterruptedException {
        try (var _ = new ServerSocket(Integer.parseInt(environment("PORT")), 50, InetAddress.getLoopbackAddress())) {
            new CountDownLatch(1).await();
        }
    }

    /** Packs it, so that it is started as the real one is. */
    static JavaProgram pack(Path folder) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ActingProgram.class.getName());
        var file = folder.resolve("acting-program.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (var type : List.of(ActingProgram.class)) {
                var path = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(path));
                try (var bytes = type.getClassLoader().getResourceAsStream(path)) {
                    if (bytes == null) {
                        throw new IOException("no class file of " + type);
                    }
                    bytes.transferTo(jar);
                }
            }
        }
        return new JavaProgram(file, "-XX:TieredStopAtLevel=1", "-Xshare:auto");
    }
}
