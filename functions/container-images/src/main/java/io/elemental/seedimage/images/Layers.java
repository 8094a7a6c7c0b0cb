package io.elemental.seedimage.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The layers of an image, from what changes least to what changes most; all files have the same time. */
final class Layers {

    private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
    private static final FilePermissions DATA = FilePermissions.fromOctalString("644");

    private Layers() {}

    /** What lies in a folder comes to lie in the root, and what may be executed may be. */
    static FileEntriesLayer root(String name, Path folder) throws IOException {
        var layer = FileEntriesLayer.builder().setName(name);
        try (var children = Files.list(folder)) {
            for (var child : children.sorted().toList()) {
                var target = AbsoluteUnixPath.get("/" + child.getFileName());
                layer.addEntryRecursive(child, target, (file, _) -> permissions(file));
            }
        }
        return layer.build();
    }

    /** The jars of others, and the program with ours. */
    static List<FileEntriesLayer> application(Program program, Path folder) throws IOException {
        var jar = program.name() + ".jar";
        return List.of(
                jars("dependencies", folder.resolve("lib")),
                one("program", folder.resolve(jar), Program.FOLDER + "/" + jar));
    }

    static FileEntriesLayer cache(Path file) {
        return one("classes", file, Program.CACHE);
    }

    private static FileEntriesLayer one(String name, Path file, String target) {
        return FileEntriesLayer.builder()
                .setName(name)
                .addEntry(file, AbsoluteUnixPath.get(target), DATA)
                .build();
    }

    private static FileEntriesLayer jars(String name, Path lib) throws IOException {
        var layer = FileEntriesLayer.builder().setName(name);
        try (var files = Files.list(lib)) {
            files.sorted()
                    .forEach(file -> layer.addEntry(
                            file, AbsoluteUnixPath.get(Program.FOLDER + "/lib/" + file.getFileName()), DATA));
        }
        return layer.build();
    }

    /** Our jars carry the version of this build, which is that of no other. */
    static boolean isOurs(Path file) {
        return file.getFileName().toString().endsWith("-SNAPSHOT.jar");
    }

    private static FilePermissions permissions(Path file) {
        return Files.isDirectory(file) || Files.isExecutable(file) ? PROGRAM : DATA;
    }
}
