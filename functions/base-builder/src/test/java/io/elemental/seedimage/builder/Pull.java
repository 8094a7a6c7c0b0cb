package io.elemental.seedimage.builder;

import io.elemental.seedimage.builder.common.Console;
import io.elemental.seedimage.builder.common.Progress;
import io.elemental.seedimage.builder.common.Scratch;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.builder.pull.PullStep;
import io.elemental.seedimage.builder.source.Addresses;
import io.elemental.seedimage.builder.source.Fetched;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.testing.RegistryProgram;
import io.elemental.seedimage.testing.TestCertificate;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One image on its way out of a registry, as far as a test does not want it otherwise. */
record Pull(
        String image,
        GrantDocument.Registry registry,
        @Nullable String ca,
        @Nullable String sha256,
        @Nullable String previous,
        String platform,
        long maxSize,
        @Nullable List<String> allowedHosts,
        Timeouts timeouts) {

    /** What came of it. */
    static final class Result {

        private final String revision;
        private final byte[] iso;

        private final List<String> notes;

        private Result(String revision, byte[] iso, List<String> notes) {
            this.revision = revision;
            this.iso = iso;
            this.notes = notes;
        }

        String revision() {
            return revision;
        }

        List<String> notes() {
            return notes;
        }

        /** Its bytes; none where it is unchanged. */
        byte[] iso() {
            return iso;
        }
    }

    /** Of a registry of this machine, in plain HTTP. */
    static Pull of(OutsideServer server) {
        var host = "127.0.0.1:%s".formatted(server.port());
        return of(
                "%s/%s:v1".formatted(host, SmallRegistry.REPOSITORY),
                new GrantDocument.Registry(null, null, List.of(host), Map.of(), Map.of(), null));
    }

    /** Of a registry in TLS. */
    static Pull of(String host, TestCertificate certificate) {
        try {
            return of(
                            "%s/%s:v1".formatted(host, SmallRegistry.REPOSITORY),
                            new GrantDocument.Registry(null, null, List.of(), Map.of(), Map.of(), null))
                    .trusting(Files.readString(certificate.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Of a registry that is a program, with its credentials.
     *
     * @param image without the registry
     */
    static Pull of(RegistryProgram program, String image) {
        try {
            return of(
                            "%s/%s".formatted(program.host(), image),
                            new GrantDocument.Registry(null, null, List.of(), Map.of(), Map.of(), null))
                    .with(program.dockerConfig())
                    .within(Timeouts.USUAL)
                    .trusting(Files.readString(program.certificate()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Pull of(String image, GrantDocument.Registry registry) {
        return new Pull(image, registry, null, null, null, "linux/amd64", 64 << 20, null, BuilderRun.SHORT);
    }

    Pull named(String newImage) {
        return new Pull(newImage, registry, ca, sha256, previous, platform, maxSize, allowedHosts, timeouts);
    }

    Pull by(GrantDocument.Registry newRegistry) {
        return new Pull(image, newRegistry, ca, sha256, previous, platform, maxSize, allowedHosts, timeouts);
    }

    Pull trusting(String pem) {
        return new Pull(image, registry, pem, sha256, previous, platform, maxSize, allowedHosts, timeouts);
    }

    Pull pinnedTo(String digest) {
        return new Pull(
                image,
                registry,
                ca,
                digest.replace("sha256:", ""),
                previous,
                platform,
                maxSize,
                allowedHosts,
                timeouts);
    }

    Pull after(String revision) {
        return new Pull(image, registry, ca, sha256, revision, platform, maxSize, allowedHosts, timeouts);
    }

    Pull on(String newPlatform) {
        return new Pull(image, registry, ca, sha256, previous, newPlatform, maxSize, allowedHosts, timeouts);
    }

    Pull upTo(long size) {
        return new Pull(image, registry, ca, sha256, previous, platform, size, allowedHosts, timeouts);
    }

    Pull within(Timeouts newTimeouts) {
        return new Pull(image, registry, ca, sha256, previous, platform, maxSize, allowedHosts, newTimeouts);
    }

    Pull allowing(String... hosts) {
        return new Pull(image, registry, ca, sha256, previous, platform, maxSize, List.of(hosts), timeouts);
    }

    /** With credentials: the text of a Docker configuration. */
    Pull with(@Nullable String dockerConfig) {
        return by(new GrantDocument.Registry(
                "pull-secret", dockerConfig, registry.plainHosts(), registry.mirrors(), registry.realms(), null));
    }

    Pull signedBy(String publicKey) {
        return by(new GrantDocument.Registry(
                registry.pullSecret(),
                registry.dockerConfig(),
                registry.plainHosts(),
                registry.mirrors(),
                registry.realms(),
                publicKey));
    }

    Pull mirrored(Map<String, List<String>> mirrors) {
        return by(new GrantDocument.Registry(
                registry.pullSecret(),
                registry.dockerConfig(),
                registry.plainHosts(),
                mirrors,
                registry.realms(),
                registry.publicKey()));
    }

    Pull knowing(Map<String, List<String>> realms) {
        return by(new GrantDocument.Registry(
                registry.pullSecret(),
                registry.dockerConfig(),
                registry.plainHosts(),
                registry.mirrors(),
                realms,
                null));
    }

    GrantDocument grant(Path folder) {
        try (var server = new OutsideServer()) {
            var usual =
                    Grants.of(new ServedStore(server, folder), server.url("/")).document();
            return grant(usual);
        }
    }

    /** @param usual what it does not say itself */
    GrantDocument grant(GrantDocument usual) {
        return new GrantDocument(
                usual.build(),
                usual.kind(),
                new GrantDocument.Source("oci://" + image, sha256, null, ca, true, true, allowedHosts, null, registry),
                previous,
                platform,
                usual.type(),
                usual.slots(),
                usual.slotId(),
                usual.sourceDateEpoch(),
                maxSize,
                usual.partSize(),
                usual.parts(),
                usual.lastPart(),
                usual.progress(),
                usual.result(),
                usual.storeCa());
    }

    /** Pulls it; the revision alone where nothing changed. */
    Result run(Path folder) {
        Addresses.pinNames();
        var console = new Console(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try (var scratch = Scratch.in(folder.resolve("scratch"));
                var progress = new Progress(console, _ -> {})) {
            return switch (new PullStep(grant(folder), timeouts, scratch, progress).run(registry)) {
                case Fetched.Unchanged(var revision) -> new Result(revision, new byte[0], List.of());
                case Fetched.Changed(var file, var revision, var notes) ->
                    new Result(revision, Files.readAllBytes(file), notes);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
