package io.elemental.seedimage.local.once;

import io.elemental.seedimage.local.common.DataFile;
import io.elemental.seedimage.local.common.GivenPaths;
import io.elemental.seedimage.local.common.Options;
import io.elemental.seedimage.local.common.StepFailedException;
import io.elemental.seedimage.local.processes.LocalParts;
import io.elemental.seedimage.local.store.UploadBase;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import io.elemental.seedimage.rules.ImageReference;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.SeedImagePaths;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;

/** The manifests of a made-up registration and a seed image for it, in a folder where their user may change them. */
public final class Demo {

    static final ResourceRef REGISTRATION = new ResourceRef("demo", "rack");
    static final ResourceRef SEED_IMAGE = new ResourceRef("demo", "seed");

    /** What the seed image writes on a machine's screen, in its cloud-config. */
    static final String MOTD = "Hello from a seed image.";

    private static final String RESCUE_ISO = "/usr/lib/grub-rescue/grub-rescue-cdrom.iso";
    private static final String FILE = "demo.yaml";

    private final Path file;

    public Demo(Path folder) {
        file = folder.resolve(FILE);
    }

    /** Writes the manifests, unless there are some that fit: their user may have changed them. */
    public void write(URI publicUrl, String baseImage, InstantSource clock) {
        var uri = uri(publicUrl);
        var there = DataFile.read(file);
        if (there == null || !there.contains(uri + "\n") || !there.contains(baseImage + "\n")) {
            DataFile.writeSecret(file, manifests(uri, baseImage, clock));
        }
    }

    /** Changes what the seed image carries, as its user would with an editor. */
    void replace(String before, String after) {
        var content = String.valueOf(DataFile.read(file));
        if (!content.contains(before)) {
            throw new StepFailedException("%s does not contain '%s'".formatted(file, before));
        }
        DataFile.writeSecret(file, content.replace(before, after));
    }

    /** What the demo's SeedImage says of its base: a file is put into the store first. */
    public static String base(LocalParts parts, Options options) {
        var base = options.base().orElse(RESCUE_ISO);
        if (GivenPaths.isUrl(base)) {
            return base;
        }
        var file = Path.of(base);
        if (!Files.isRegularFile(file)) {
            return ImageReference.parse("--base", base).canonical();
        }
        var store = parts.store();
        return new UploadBase(
                        store.store().objects(),
                        store.store().uploads(),
                        store.address().bucket())
                .upload(SEED_IMAGE.namespace(), file);
    }

    static String uri(URI publicUrl) {
        return publicUrl.resolve(SeedImagePaths.ofRegistration(REGISTRATION)).toString();
    }

    private static String manifests(String uri, String baseImage, InstantSource clock) {
        var key = RegistrationKeys.generate();
        var token = RegistrationTokens.sign(key, uri, null, clock.instant());
        return """
                # A registration as the provider completes it: with its URI and a token, which the key in the Secret signed.
                apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
                kind: ElementalRegistration
                metadata:
                  namespace: %1$s
                  name: %2$s
                spec:
                  config:
                    elemental:
                      registration:
                        uri: %4$s
                        token: %5$s
                      agent:
                        workDir: /oem/elemental/agent
                        debug: true
                        # Machines refuse plain http, and certificates of nobody that they know, unless they are told.
                        %9$s: true
                        hostname:
                          prefix: m-
                        reconciliation: 10000000000
                ---
                apiVersion: v1
                kind: Secret
                metadata:
                  namespace: %1$s
                  name: %2$s
                data:
                  privKey: %6$s
                ---
                # Which base, for which registration. Change it and see: it reaches the image within a second.
                apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
                kind: SeedImage
                metadata:
                  namespace: %1$s
                  name: %3$s
                spec:
                  registrationRef:
                    name: %2$s
                  baseImage: %7$s
                  cleanupAfterMinutes: 0
                  cloud-config:
                    write_files:
                      - path: /etc/motd
                        permissions: "0644"
                        content: %8$s
                """.formatted(
                        REGISTRATION.namespace(),
                        REGISTRATION.name(),
                        SEED_IMAGE.name(),
                        uri,
                        token,
                        Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)),
                        baseImage,
                        MOTD,
                        uri.startsWith("https:") ? "useSystemCertPool" : "insecureAllowHttp");
    }
}
