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
        @JsonPropertyDescription("The generation of the spec that this status is about.") @Nullable Long observedGeneration,

        @Nullable String state,

        @JsonPropertyDescription("Where the image is, for who has the registration's token; empty while it is not.")
        @Nullable String downloadURL,

        @JsonPropertyDescription("Where its SHA-256 is; empty while there is none.") @Nullable String checksumURL,

        @JsonPropertyDescription("From when on the image is no longer served; absent: never.") @Nullable String expiresAt,

        @Nullable RegistrationFields registration,
        @Nullable List<VariantFields> variants,
        @Nullable List<ConditionFields> conditions,

        @JsonPropertyDescription("What the machine will not do, or not as it is written; at most 20.")
        @Nullable List<WarningFields> warnings) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record WarningFields(
            @Required @JsonPropertyDescription("The field. Example: spec.cloud-config.bootcmd.") String path,

            @Required @JsonPropertyDescription("What becomes of it.") String message) {

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
            @Nullable String uri,

            @JsonPropertyDescription("When its token ends; absent: never.") @Nullable String tokenExpiresAt) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VariantFields(
            @Required String type,
            @Required String targetPlatform,
            @Required String state,

            @JsonPropertyDescription("Why it is not ready.") @Nullable String reason,

            @JsonPropertyDescription("Equal for equal bytes.") @Nullable String identity,

            @Nullable Long size,
            @Nullable String sha256,
            @Nullable String fileName,
            @Nullable BaseFields base,

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
            @Nullable String build,

            @JsonPropertyDescription("What it was made from.") @Nullable String source,

            @JsonPropertyDescription("Digest or entity tag of the source at that time.") @Nullable String revision) {

        static BaseFields of(String build, @Nullable BaseOrigin origin) {
            return origin == null
                    ? new BaseFields(build, null, null)
                    : new BaseFields(build, shown(origin.source()), shown(origin.revision()));
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ConditionFields(
            @Required String type,
            @Required String status,
            @Required String reason,
            @Required String message,
            @Required String lastTransitionTime) {

        static ConditionFields of(Condition condition) {
            return new ConditionFields(
                    condition.type(),
                    condition.status(),
                    condition.reason(),
                    Objects.requireNonNull(shown(condition.message())),
                    condition.lastTransitionTime().toString());
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
                status.conditions().stream().map(ConditionFields::of).toList(),
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
