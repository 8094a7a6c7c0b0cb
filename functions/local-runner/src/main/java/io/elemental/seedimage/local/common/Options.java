package io.elemental.seedimage.local.common;

import io.elemental.seedimage.rules.Delivery;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line of the local runner. */
@Command(name = "run-local", sortOptions = false)
public final class Options {

    public static final int DEFAULT_PORT = 8080;
    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--manifests",
            paramLabel = "DIR",
            description = "folder of manifests, which must be there (default: a demo's)")
    private @Nullable Path manifests;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "a cluster's SeedImages instead of manifests")
    private @Nullable Path kubeconfig;

    @Option(names = "--data", paramLabel = "DIR", description = "what is kept (default: target/run-local)")
    private @Nullable Path data;

    @Option(
            names = "--base",
            paramLabel = "FILE|URL|IMAGE",
            description = "base of the demo: an ISO (a file, http, https or s3://BUCKET/KEY of the store), or an image"
                    + " of a registry that has one (default: Debian's rescue ISO)")
    private @Nullable String base;

    @Option(names = "--port", paramLabel = "N", description = "of the endpoint; 0: any (default: 8080, or any)")
    private @Nullable Integer port;

    @Option(
            names = "--delivery",
            paramLabel = "auto|redirect|proxy",
            defaultValue = "auto",
            converter = DeliveryWord.class,
            description = "for SeedImages that do not say (default: auto)")
    private Delivery delivery = Delivery.AUTO;

    @Option(names = "--s3", paramLabel = "URL", description = "another store instead of the embedded one")
    private @Nullable URI s3;

    @Option(names = "--bucket", paramLabel = "NAME", defaultValue = "seedimages", description = "in the store")
    private String bucket = "";

    @Option(names = "--once", description = "make one image all the way, report each step, and end")
    private boolean once;

    @Option(names = "--help", usageHelp = true, description = "print this")
    private boolean help;

    /** Reads a command line; {@link ParameterException} says in one sentence what is wrong with it. */
    public static Options parse(String... arguments) {
        var options = new Options();
        var line = new CommandLine(options);
        line.parseArgs(arguments);
        if (!options.help) {
            options.check(line);
        }
        return options;
    }

    public static String usage() {
        return new CommandLine(new Options()).getUsageMessage();
    }

    private void check(CommandLine line) {
        if (port != null && (port < 0 || port > MAX_PORT)) {
            throw new ParameterException(line, "--port %s is not between 0 and %s".formatted(port, MAX_PORT));
        }
        if (s3 != null
                && (s3.getHost() == null || !String.valueOf(s3.getScheme()).matches("https?"))) {
            throw new ParameterException(line, "--s3 '%s' is not a URL such as http://127.0.0.1:9000".formatted(s3));
        }
        if (manifests != null && base != null) {
            throw new ParameterException(line, "--base is for the demo; with --manifests, spec.baseImage says it");
        }
        if (kubeconfig != null && (manifests != null || base != null || once)) {
            throw new ParameterException(
                    line, "--kubeconfig is instead of manifests and demo: not with --manifests, --base or --once");
        }
        if (manifests != null && once) {
            throw new ParameterException(line, "--once makes its round trip with the demo, not with --manifests");
        }
    }

    public boolean help() {
        return help;
    }

    public boolean once() {
        return once;
    }

    public Optional<Path> manifests() {
        return Optional.ofNullable(manifests);
    }

    public Optional<Path> kubeconfig() {
        return Optional.ofNullable(kubeconfig);
    }

    /**
     * Returns the folder of what is kept.
     *
     * @param home the checkout
     */
    public Path data(Path home) {
        return data != null ? data : home.resolve("target").resolve("run-local");
    }

    public Optional<String> base() {
        return Optional.ofNullable(base);
    }

    public Optional<Integer> port() {
        return Optional.ofNullable(port);
    }

    public Delivery delivery() {
        return delivery;
    }

    public Optional<URI> s3() {
        return Optional.ofNullable(s3);
    }

    public String bucket() {
        return bucket;
    }

    private static final class DeliveryWord implements CommandLine.ITypeConverter<Delivery> {

        @Override
        public Delivery convert(String word) {
            return switch (word) {
                case "auto" -> Delivery.AUTO;
                case "redirect" -> Delivery.REDIRECT;
                case "proxy" -> Delivery.PROXY;
                default ->
                    throw new CommandLine.TypeConversionException(
                            "'%s' is not auto, redirect or proxy".formatted(word));
            };
        }
    }
}
