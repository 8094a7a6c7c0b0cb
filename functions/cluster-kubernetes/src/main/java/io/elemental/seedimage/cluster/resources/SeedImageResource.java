package io.elemental.seedimage.cluster.resources;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.crd.generator.annotation.Labels;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A SeedImage in the Kubernetes API. crds/seedimage.yaml is generated from this class. */
@Group(SeedImageResource.GROUP)
@Version(SeedImageResource.VERSION)
@Kind(SeedImageResource.KIND)
@Plural("seedimages")
@ShortNames("simg")
@Categories({"cluster-api", "elemental"})
@Labels("cluster.x-k8s.io/v1beta1=v1beta1") // not the provider's own label, by which clusterctl deletes
@AdditionalSelectableField(jsonPath = SeedImageResource.REGISTRATION)
@AdditionalPrinterColumn(name = "Ready", jsonPath = SeedImageResource.READY + ".status")
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state")
@AdditionalPrinterColumn(name = "Type", jsonPath = ".spec.type")
@AdditionalPrinterColumn(
        name = "Expires",
        jsonPath = ".status.expiresAt") // kubectl shows dates in the future as invalid
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Reason", jsonPath = SeedImageResource.READY + ".reason", priority = 1)
@AdditionalPrinterColumn(name = "Registration", jsonPath = SeedImageResource.REGISTRATION, priority = 1)
@AdditionalPrinterColumn(name = "Platform", jsonPath = ".status.variants[0].targetPlatform", priority = 1)
@AdditionalPrinterColumn(name = "Base", jsonPath = ".spec.baseImage", priority = 1)
@JsonIgnoreProperties(ignoreUnknown = true)
public class SeedImageResource extends CustomResource<SeedImageSpec, StatusFields> implements Namespaced {

    public static final String GROUP = "infrastructure.cluster.x-k8s.io";
    public static final String VERSION = "v1beta1";
    public static final String KIND = "SeedImage";

    /** The field by which the server selects. */
    public static final String REGISTRATION = ".spec.registrationRef.name";

    static final String READY = ".status.conditions[?(@.type==\"Ready\")]";

    private static final long serialVersionUID = 1;

    @Override
    protected @Nullable SeedImageSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable StatusFields initStatus() {
        return null;
    }

    @Override
    public String toString() {
        // cloud-config may hold passwords
        return "SeedImageResource[%s]"
                .formatted(Objects.requireNonNullElse(getMetadata().getName(), ""));
    }
}
