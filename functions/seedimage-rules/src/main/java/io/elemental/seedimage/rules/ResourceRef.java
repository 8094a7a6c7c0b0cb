package io.elemental.seedimage.rules;

import java.util.regex.Pattern;

/** Namespace and name of one resource, written "fleet/rack"; both follow the rules of Kubernetes (RFC 1123). */
public record ResourceRef(String namespace, String name) implements Comparable<ResourceRef> {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern SUBDOMAIN = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    public ResourceRef {
        require(LABEL, "namespace", namespace, "a DNS label of at most 63 characters");
        require(SUBDOMAIN, "name", name, "a DNS name of at most 253 characters");
    }

    /** Another resource of the same namespace. */
    public ResourceRef sibling(String otherName) {
        return new ResourceRef(namespace, otherName);
    }

    @Override
    public int compareTo(ResourceRef other) {
        var byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }

    private static void require(Pattern pattern, String field, String value, String expected) {
        if (!pattern.matcher(value).matches() || value.contains("..")) {
            throw new InvalidInputException("%s '%s' is not %s".formatted(field, Excerpt.of(value), expected));
        }
    }
}
