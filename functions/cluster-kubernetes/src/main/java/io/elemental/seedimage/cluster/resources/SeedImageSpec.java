package io.elemental.seedimage.cluster.resources;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code spec} of a SeedImage, with the rules by which the API server refuses it. Each rule has a sentence for the
 * user.
 */
@ValidationRule(
        value = "self.registrationRef.name == oldSelf.registrationRef.name",
        message = "spec.registrationRef.name cannot be changed: create another SeedImage",
        fieldPath = ".registrationRef.name")
@ValidationRule(
        value = "self.baseImage != '' || has(self.buildContainer)",
        message = "spec.baseImage is missing: only a buildContainer needs none",
        fieldPath = ".baseImage")
@ValidationRule(value = BaseImageRules.NO_BLANKS, message = BaseImageRules.NO_BLANKS_SENTENCE, fieldPath = ".baseImage")
@ValidationRule(value = BaseImageRules.NO_USER, message = BaseImageRules.NO_USER_SENTENCE, fieldPath = ".baseImage")
@ValidationRule(value = BaseImageRules.SCHEME, message = BaseImageRules.SCHEME_SENTENCE, fieldPath = ".baseImage")
@ValidationRule(value = BaseImageRules.HOST, message = BaseImageRules.HOST_SENTENCE, fieldPath = ".baseImage")
@ValidationRule(value = BaseImageRules.UPLOADED, message = BaseImageRules.UPLOADED_SENTENCE, fieldPath = ".baseImage")
@ValidationRule(value = BaseImageRules.IMAGE, message = BaseImageRules.IMAGE_SENTENCE, fieldPath = ".baseImage")
@ValidationRule(
        value = BaseImageRules.OF_VARIANTS,
        message = BaseImageRules.OF_VARIANTS_SENTENCE,
        fieldPath = ".variants")
@ValidationRule(
        value = "!has(self.baseVerification)"
                + " || has(self.baseVerification.keySecretRef) != has(self.baseVerification.publicKey)",
        message = SeedImageSpec.ONE_KEY,
        fieldPath = ".baseVerification")
@ValidationRule(
        value = "!has(self.proxy) || self.proxy.matches('" + SeedImageSpec.PROXIES + "')",
        message = SeedImageSpec.PROXY_SENTENCE,
        fieldPath = ".proxy")
@ValidationRule(
        value = "!has(self.variants) || !has(self.targetPlatform) || self.variants.all(one, one.type != self.type"
                + " || one.targetPlatform.replace('x86_64', 'amd64').replace('aarch64', 'arm64')"
                + " != self.targetPlatform.replace('x86_64', 'amd64').replace('aarch64', 'arm64'))",
        message = "spec.variants repeats spec.type and spec.targetPlatform: list only further images",
        fieldPath = ".variants")
@ValidationRule(
        value = "!has(self.variants) || self.variants.all(one, self.variants.exists_one(other, one.type == other.type"
                + " && one.targetPlatform.replace('x86_64', 'amd64').replace('aarch64', 'arm64')"
                + " == other.targetPlatform.replace('x86_64', 'amd64').replace('aarch64', 'arm64')))",
        message = "spec.variants names a type and platform twice (x86_64 is amd64, aarch64 is arm64)",
        fieldPath = ".variants")
@ValidationRule(
        value = "!has(self.buildContainer) || !has(self.variants) || self.variants.size() == 0",
        message = "spec.buildContainer makes one image: it cannot be used with spec.variants",
        fieldPath = ".buildContainer")
@ValidationRule(
        value = "type(self.size) == int ? self.size >= 0 : self.size.matches('" + SeedImageSpec.SIZES + "')",
        message = "spec.size must be a number of bytes, such as 6Gi",
        fieldPath = ".size")
@ValidationRule(
        value = "type(self.size) == int ? self.size <= " + SeedImageSpec.LARGEST
                + " : self.size.matches('" + SeedImageSpec.SIZES + "')"
                + " ? !quantity(self.size).isGreaterThan(quantity('1Ti')) : true",
        message = "spec.size must be at most 1Ti",
        fieldPath = ".size")
@JsonIgnoreProperties(ignoreUnknown = true)
record SeedImageSpec(
        @Required
        @JsonPropertyDescription("The ElementalRegistration, of the same namespace, that machines register with.")
        RegistrationRef registrationRef,

        @Size(max = 2048) @JsonPropertyDescription(
                "What the image is made of: an http or https URL, s3://<bucket>/uploads/<namespace>/<file> for an"
                        + " uploaded file, or an image of a registry that has the ISO in /elemental-iso, or that"
                        + " is it. Files may be packed by gzip, xz or zstd. Needed unless there is a buildContainer."
                        + " Examples: registry.example/elemental-iso:v1, https://mirror.example/elemental.iso.")
        @Nullable String baseImage,

        @Size(max = 71) @Pattern(SeedImageSpec.DIGESTS) @JsonPropertyDescription(
                "What the base image must be, such as sha256:9f86d0...: the SHA-256 of its bytes as they"
                        + " are sent, or the digest of an image. Without it, any; an https source must not redirect"
                        + " to http then.")
        @Nullable String baseDigest,

        @Size(max = 300) @JsonPropertyDescription(
                "The HTTP proxy that the base image is asked through, one of those that the installation allows:"
                        + " http://<host>:<port>, without credentials. Default: the installation's own.")
        @Nullable String proxy,

        @Default(SeedImageSpec.PULL_POLICY)
        @JsonPropertyDescription("Always looks at the source again whenever the image is made anew; IfNotPresent takes"
                + " a base that was made of it before. Default: IfNotPresent.")
        @Nullable String basePullPolicy,

        @JsonPropertyDescription("A Secret that opens the source: of type kubernetes.io/dockerconfigjson for a"
                + " registry, or kubernetes.io/basic-auth for an https server, which its annotation"
                + " seedimage.elemental.cattle.io/host then names. A base that is fetched with it is for this namespace"
                + " alone. Default: none.")
        @Nullable LocalRef basePullSecretRef,

        @JsonPropertyDescription("The certificates that the source's server is trusted by, beside those of the"
                + " installation. Default: none.")
        @Nullable BaseCa baseCA,

        @JsonPropertyDescription("The key that an image of a registry must be signed with by cosign; an unsigned one is"
                + " refused. The transparency log is not asked. Default: none.")
        @Nullable BaseVerification baseVerification,

        @Default(SeedImageSpec.TYPE)
        @JsonPropertyDescription("What kind of file the image is; raw is not supported yet. Default: iso.")
        @Nullable String type,

        @Pattern("^$|" + Variant.PLATFORMS)
        @JsonPropertyDescription("The machines it runs on, as os/arch. Bases are offered for linux/amd64 (also written"
                + " linux/x86_64) and linux/arm64 (linux/aarch64); another one fails. Default: what the"
                + " installation says, else linux/amd64.")
        @Nullable String targetPlatform,

        @Size(max = 3) @JsonPropertyDescription("Further images of this SeedImage, at most 3. Default: none.") @Nullable List<Variant> variants,

        @Default(SeedImageSpec.MINUTES)
        @Max(Integer.MAX_VALUE) @JsonPropertyDescription("How long a completed image is served, in minutes; 0, and"
                + " anything below it, is for ever. GitOps users take 0, since an expired SeedImage counts as failed."
                + " Default: 60.")
        @Nullable Integer cleanupAfterMinutes,

        @Default("false")
        @JsonPropertyDescription("Has the base built anew, and the time to expiry start again; set back to false when"
                + " acted on. GitOps users change the annotation seedimage.elemental.cattle.io/retrigger instead."
                + " Default: false.")
        @Nullable Boolean retriggerBuild,

        @Default(SeedImageSpec.SIZE)
        @SchemaFrom(type = Quantity.class)
        @JsonPropertyDescription("How large a base may be for an image to be made on it: bytes, or a quantity such as"
                + " 8Gi, at most 1Ti. 0 is the default. Default: 6Gi.")
        @Nullable String size,

        @Default(SeedImageSpec.DELIVERY)
        @JsonPropertyDescription("How the bytes reach a client: from the store (Redirect), through the download"
                + " function (Proxy), or whichever fits (Auto). Default: Auto.")
        @Nullable String delivery,

        @JsonProperty("cloud-config")
        @JsonPropertyDescription(
                "What the booted image is to do: anything that yip or cloud-init takes. {{ arrives as it is"
                        + " written, unless the annotation seedimage.elemental.cattle.io/templates is \"true\": then it begins a"
                        + " template for the boot tool. Example: {users: [{name: root, passwd: ...}]}. Default: nothing.")
        @Nullable ObjectNode cloudConfig,

        @JsonPropertyDescription(
                "A builder of one's own, which makes the whole image. Not supported yet. Default:" + " none.")
        @Nullable BuildContainer buildContainer) {

    /** What a base can be pinned to. */
    static final String DIGESTS = "^sha256:[0-9a-f]{64}$";

    /** Proxies without user information. */
    static final String PROXIES = "^http://[A-Za-z0-9._-]+(:[0-9]{1,5})?/?$";

    static final String PROXY_SENTENCE =
            "spec.proxy must be the URL of an HTTP proxy without user information, such as http://proxy.example:3128";

    static final String ONE_KEY = "spec.baseVerification must have either keySecretRef or publicKey";

    static final String PULL_POLICY = "IfNotPresent";
    static final String TYPE = "iso";
    static final String PLATFORM = "linux/amd64";
    static final String MINUTES = "60";
    static final String SIZE = "6Gi";
    static final String DELIVERY = "Auto";

    /** Quantities that are computed quickly. The API server would compute 1e999999999 for ever. */
    static final String SIZES = "^[0-9]{1,19}([.][0-9]{0,9})?([mkMGTPE]|[KMGTPE]i|[eE][0-9]{1,2})?$";

    /** 1Ti, the largest {@code size}. */
    static final long LARGEST = 1099511627776L;

    static final String NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /** Every field of an ObjectReference, since manifests for elemental-operator may have them. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record RegistrationRef(
            @Required
            @Size(min = 1, max = 253) @Pattern(NAME) @JsonPropertyDescription("Its name, which cannot be changed later. Example: rack.")
            String name,

            @Size(max = 63) @JsonPropertyDescription("Can only be the namespace of the SeedImage. Default: that.")
            @Nullable String namespace,

            @Size(max = 317) @JsonPropertyDescription(UNUSED) @Nullable String apiVersion,

            @Size(max = 63) @JsonPropertyDescription(UNUSED) @Nullable String kind,

            @Size(max = 253) @JsonPropertyDescription(UNUSED) @Nullable String uid,

            @Size(max = 253) @JsonPropertyDescription(UNUSED) @Nullable String resourceVersion,

            @Size(max = 2048) @JsonPropertyDescription(UNUSED) @Nullable String fieldPath) {

        private static final String UNUSED = "Accepted and not used: manifests for elemental-operator may have it.";
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record LocalRef(
            @Required
            @Size(min = 1, max = 253) @Pattern(NAME) @JsonPropertyDescription("Its name, in the namespace of the SeedImage.")
            String name) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record BaseCa(
            @Required @JsonPropertyDescription("A ConfigMap that has them, as PEM, in ca.crt.")
            LocalRef configMapRef) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record BaseVerification(
            @JsonPropertyDescription("A Secret that has the key in cosign.pub, as 'cosign generate-key-pair k8s://...'"
                    + " makes it. Another key is another Secret. Default: none.")
            @Nullable LocalRef keySecretRef,

            @Size(max = 2048) @Pattern("^-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\\s]+-----END PUBLIC KEY-----\\s*$") @JsonPropertyDescription("The key itself, as PEM: ECDSA P-256 or Ed25519. Default: none.")
            @Nullable String publicKey) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Variant(
            @Default(SeedImageSpec.TYPE) @JsonPropertyDescription("As spec.type. Default: iso.") @Nullable String type,

            @Default(SeedImageSpec.PLATFORM)
            @Pattern(PLATFORMS) @JsonPropertyDescription("As spec.targetPlatform, and not empty. Default: linux/amd64.")
            @Nullable String targetPlatform,

            @Size(max = 2048) @JsonPropertyDescription("As spec.baseImage, where this variant's is another one. Default: that.")
            @Nullable String baseImage,

            @Size(max = 71) @Pattern(SeedImageSpec.DIGESTS) @JsonPropertyDescription(
                    "As spec.baseDigest, of this variant's base image. Default: spec.baseDigest where the image is the same, else any.")
            @Nullable String baseDigest) {

        private static final String PLATFORMS = "^\\S+/\\S+$";
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record BuildContainer(
            @Default("build")
            @Size(min = 1, max = 63) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$") @JsonPropertyDescription("The name of the container. Default: build.")
            @Nullable String name,

            @Required
            @Size(min = 1, max = 2048) @JsonPropertyDescription("The container's image. Example: registry.example/our/builder:v1.")
            String image,

            @Default("IfNotPresent")
            @JsonPropertyDescription("When the node pulls that image, as in a Pod. Default: IfNotPresent.")
            @Nullable String imagePullPolicy,

            @Size(max = 100) @JsonPropertyDescription("As in a Pod, at most 100. Default: the image's entry point.")
            @Nullable List<String> command,

            @Size(max = 100) @JsonPropertyDescription("As in a Pod, at most 100. Default: the image's.") @Nullable List<String> args) {}

    @Override
    public String toString() {
        return "SeedImageSpec[%s, %s]".formatted(registrationRef.name(), baseImage); // cloud-config may hold passwords
    }
}
