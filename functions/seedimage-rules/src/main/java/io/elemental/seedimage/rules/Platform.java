package io.elemental.seedimage.rules;

import java.util.Optional;

/** The machines an image runs on. */
public enum Platform {
    LINUX_AMD64("amd64", "x86_64"),
    LINUX_ARM64("arm64", "aarch64");

    private final String architecture;
    private final String synonym;

    Platform(String architecture, String synonym) {
        this.architecture = architecture;
        this.synonym = synonym;
    }

    /** The architecture as Go and OCI spell it, which is how requests, documents and file names do. */
    public String architecture() {
        return architecture;
    }

    /** As OCI writes it: "linux/amd64". */
    public String word() {
        return "linux/" + architecture;
    }

    /** Reads "amd64", or what the kernel calls it: "x86_64". */
    public static Optional<Platform> parseArchitecture(String word) {
        for (var platform : values()) {
            if (platform.architecture.equals(word) || platform.synonym.equals(word)) {
                return Optional.of(platform);
            }
        }
        return Optional.empty();
    }

    /** Reads "linux/amd64" and "linux/x86_64". */
    public static Optional<Platform> parse(String word) {
        return word.startsWith("linux/") ? parseArchitecture(word.substring("linux/".length())) : Optional.empty();
    }
}
