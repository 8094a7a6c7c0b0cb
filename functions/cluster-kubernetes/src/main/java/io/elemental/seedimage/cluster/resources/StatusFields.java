package io.elemental.seedimage.cluster.resources;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.elemental.seedimage.cluster.api.ReadObject;
import io.elemental.seedimage.rules.BaseOrigin;
import io.elemental.seedimage.rules.Unshown;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.Warning;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code status} of a SeedImage. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusFields(
        @JsonPropertyDescription("The generation of the spec that this status is about. Another one than"
                + " metadata.generation: the last change has not been looked at yet.")
        @Nullable Long observedGeneration,

        @JsonPropertyDescription("Started: images are being made. Completed: all are served, or all but those that"
                + " failed. Failed: none could be made. NotStarted: the registration cannot be used, or the SeedImage"
                + " expired. Initialized is elemental-operator's word, and not used.")
        @Nullable String state,

        @JsonPropertyDescription(
                "Where the first image is, for who has the registration's token. Empty while nothing is"
                        + " served. Example: https://seeds.example/elemental/v1/namespaces/fleet/registrations/rack/seedimages/seed.")
        @Nullable String downloadURL,

        @JsonPropertyDescription("Where the SHA-256 of that image is: downloadURL, and /sha256 behind it. Empty while"
                + " nothing is served.")
        @Nullable String checksumURL,

        @JsonPropertyDescription(
                "From when on nothing is served any longer; absent: never. Example: 2026-11-26T11:02:38Z.")
        @Nullable String expiresAt,

        @JsonPropertyDescription("What counts of the ElementalRegistration.") @Nullable RegistrationFields registration,

        @JsonPropertyDescription("Each image of this SeedImage: first that of spec.type and spec.targetPlatform, then"
                + " those of spec.variants.")
        @Nullable List<VariantFields> variants,

        @JsonPropertyDescription(
                "Ready, SeedImageReady, RegistrationReady, BaseReady; beside them, where Ready is not"
                        + " True, Reconciling=True (it comes by itself) or Stalled=True (somebody has to act), as kstatus asks.")
        @Nullable List<ConditionFields> conditions,

        @JsonPropertyDescription("What the machine will not do, or not as it is written; at most 20.") @Nullable List<WarningFields> warnings) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record WarningFields(
            @Required @JsonPropertyDescription("The field. Example: spec.cloud-config.bootcmd.")
            String path,

            @Required @JsonPropertyDescription("What becomes of it.")
            String message) {

        static WarningFields of(Warning warning) {
            return new WarningFields(
                    Objects.requireNonNull(shown(warning.path())), Objects.requireNonNull(shown(warning.message())));
        }

        Warning warning() {
            return new Warning(path, message);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RegistrationFields(
            @JsonPropertyDescription("Where machines register; empty while it is not known.") @Nullable String uri,

            @JsonPropertyDescription("When its token ends; absent: never. Nothing is served from then on.") @Nullable String tokenExpiresAt) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VariantFields(
            @Required @JsonPropertyDescription("What kind of file it is.")
            String type,

            @Required @JsonPropertyDescription("The machines it runs on. Example: linux/arm64.")
            String targetPlatform,

            @Required
            @JsonPropertyDescription("Preparing: it is being made. Ready: it is served. Failed: it could not be"
                    + " made. Expired: it is no longer served.")
            String state,

            @JsonPropertyDescription("Why it is not ready, in one sentence.") @Nullable String reason,

            @JsonPropertyDescription("Equal for equal bytes.") @Nullable String identity,

            @JsonPropertyDescription("How large it is, in bytes.") @Nullable Long size,

            @JsonPropertyDescription("The SHA-256 of the whole file, in hexadecimal digits.") @Nullable String sha256,

            @JsonPropertyDescription("The name that a download gets. Example: rack-seed-amd64.iso.") @Nullable String fileName,

            @JsonPropertyDescription("The base that it is made of; only of a ready image.") @Nullable BaseFields base,

            @JsonPropertyDescription("Whether the store holds it as one object.") @Nullable Boolean composed) {

        static VariantFields of(CatalogVariant image, Map<String, BaseOrigin> bases) {
            var ready = image.ready();
            return new VariantFields(
                    image.type().word(),
                    image.platform().word(),
                    image.state().word(),
                    shown(image.reason().orElse(null)),
                    ready.map(CatalogVariant.Ready::identity).orElse(null),
                    ready.map(CatalogVariant.Ready::size).orElse(null),
                    ready.map(CatalogVariant.Ready::sha256).orElse(null),
                    shown(image.fileName()),
                    ready.map(CatalogVariant.Ready::build)
                            .map(build -> BaseFields.of(build, bases.get(build)))
                            .orElse(null),
                    ready.map(CatalogVariant.Ready::composed).orElse(false));
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BaseFields(
            @JsonPropertyDescription("The build that prepared it. Example: a7e5dc183bbc6133698bb48783c53718-1.")
            @Nullable String build,

            @JsonPropertyDescription("What it was made from: spec.baseImage at that time.") @Nullable String source,

            @JsonPropertyDescription("Digest or entity tag of the source at that time. With unverified: in front, the"
                    + " connection broke, and only the server's word says that all pieces are of one state.")
            @Nullable String revision) {

        static BaseFields of(String build, @Nullable BaseOrigin origin) {
            return origin == null
                    ? new BaseFields(build, null, null)
                    : new BaseFields(build, shown(origin.source()), shown(origin.revision()));
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConditionFields(
            @Required @JsonPropertyDescription("What it is about. Example: Ready.")
            String type,

            @Required @JsonPropertyDescription("Whether it is so.")
            String status,

            @Required @JsonPropertyDescription("Why, in one word. Example: SeedImageBuildOngoing.")
            String reason,

            @Required @JsonPropertyDescription("Why, in one sentence that an operator can act on.")
            String message,

            @Required @JsonPropertyDescription("Since when it has this status.")
            String lastTransitionTime,

            @JsonPropertyDescription("The generation of the spec that it is about.") @Nullable Long observedGeneration) {

        static ConditionFields of(Condition condition, long observedGeneration) {
            return new ConditionFields(
                    condition.type(),
                    condition.status(),
                    condition.reason(),
                    Objects.requireNonNull(shown(condition.message())),
                    condition.lastTransitionTime().toString(),
                    observedGeneration);
        }

        Condition condition() {
            return new Condition(type, status, reason, message, Instant.parse(lastTransitionTime));
        }
    }

    public static StatusFields of(SeedImageStatus status) {
        return new StatusFields(
                status.observedGeneration(),
                status.state().word(),
                status.downloadURL(),
                status.checksumURL(),
                text(status.expiresAt()),
                new RegistrationFields(shown(status.registrationUri()), text(status.tokenExpiresAt())),
                status.variants().stream()
                        .map(image -> VariantFields.of(image, status.bases()))
                        .toList(),
                status.conditions().stream()
                        .map(condition -> ConditionFields.of(condition, status.observedGeneration()))
                        .toList(),
                status.warnings().isEmpty()
                        ? null
                        : status.warnings().stream().map(WarningFields::of).toList());
    }

    /** The status of a resource; empty where there is none, or one that nobody of us wrote. */
    public static Optional<StatusFields> read(ReadObject resource) {
        try {
            return Optional.ofNullable(resource.values().get("status"))
                    .map(status -> Serialization.unmarshal(Serialization.asJson(status), StatusFields.class));
        } catch (IllegalArgumentException | KubernetesClientException _) {
            return Optional.empty();
        }
    }

    /** The conditions as the rules have them; none of a status without. */
    public List<Condition> toldConditions() {
        return conditions == null
                ? List.of()
                : conditions.stream().map(ConditionFields::condition).toList();
    }

    /** The warnings as the rules have them; none of a status without. */
    public List<Warning> toldWarnings() {
        return warnings == null
                ? List.of()
                : warnings.stream().map(WarningFields::warning).toList();
    }

    /** The API server refuses a whole status for one character, so none that nobody sees gets there. */
    private static @Nullable String shown(@Nullable String text) {
        return text == null ? null : Unshown.marked(text);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : Objects.toString(time);
    }
}
