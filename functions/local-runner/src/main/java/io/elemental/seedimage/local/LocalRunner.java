package io.elemental.seedimage.local;

import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.local.common.GivenPaths;
import io.elemental.seedimage.local.common.Options;
import io.elemental.seedimage.local.common.StepFailedException;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.local.manifests.ClusterResources;
import io.elemental.seedimage.local.manifests.FolderResources;
import io.elemental.seedimage.local.manifests.ResourceSource;
import io.elemental.seedimage.local.once.Demo;
import io.elemental.seedimage.local.once.RoundTrip;
import io.elemental.seedimage.local.processes.Checkout;
import io.elemental.seedimage.local.processes.LocalParts;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ParameterException;

/** Everything on a laptop. */
public final class LocalRunner {

    static final int FAILED = 1;
    static final int USAGE = 2;

    private final Options options;
    private final Terminal terminal;

    private LocalRunner(Options options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        try {
            var options = Options.parse(args);
            if (options.help()) {
                System.out.print(Options.usage());
                return 0;
            }
            GivenPaths.require(options);
            return new LocalRunner(options, new Terminal(System.out)).run();
        } catch (ParameterException e) {
            System.err.println(e.getMessage());
            System.err.println("scripts/run-local --help says more.");
            return USAGE;
        } catch (InvalidInputException e) {
            System.err.println(e.getMessage());
            return USAGE;
        } catch (StepFailedException _) { // said already
            return FAILED;
        } catch (StoreUnavailableException
                | ClusterUnavailableException
                | UncheckedIOException
                | IllegalStateException e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
    }

    private int run() {
        try (var parts = LocalParts.open(options, Checkout.find(), System.getenv(), terminal)) {
            Runtime.getRuntime().addShutdownHook(new Thread(parts::close, "end"));
            if (options.once()) {
                new RoundTrip(parts, options, terminal).run();
                return 0;
            }
            stayUp(parts);
            return 0;
        }
    }

    private void stayUp(LocalParts parts) {
        parts.serve();
        terminal.say("Images are served at %s, until Ctrl-C.".formatted(parts.publicUrl()));
        parts.reconcile(resources(parts), options);
        awaitEnd();
    }

    private ResourceSource resources(LocalParts parts) {
        if (options.kubeconfig().isPresent()) {
            terminal.say("SeedImages of all namespaces come from the cluster of %s; data lies in %s."
                    .formatted(options.kubeconfig().get(), parts.data()));
            return new ClusterResources(options.kubeconfig().get());
        }
        var folder = options.manifests().orElseGet(() -> demo(parts));
        terminal.say(
                "Change the manifests in %s and see; status, logs and data lie in %s.".formatted(folder, parts.data()));
        return new FolderResources(folder, parts.data(), options.delivery(), terminal);
    }

    private Path demo(LocalParts parts) {
        var folder = Folders.create(parts.data().resolve("manifests"));
        new Demo(folder).write(parts.publicUrl(), Demo.base(parts, options), InstantSource.system());
        return folder;
    }

    private static void awaitEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
