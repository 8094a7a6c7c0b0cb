package io.elemental.seedimage.reconcile.settings;

import io.elemental.seedimage.rules.AllowedSources;
import io.elemental.seedimage.rules.base.RegistryRules;
import io.elemental.seedimage.rules.proxy.AllowedProxies;
import java.util.Optional;

/**
 * Where bases may come from, and how they are asked for.
 *
 * @param allowed which sources SeedImages may name
 * @param privateAddresses whether web servers at private addresses may be sources
 * @param localAddresses whether web servers at loopback and link-local addresses may be sources too
 * @param proxies through which builders ask for sources
 * @param registries how registries are asked
 * @param authorities PEM of further certificates that web servers and registries are trusted by; empty: none
 */
public record SourceRules(
        AllowedSources allowed,
        boolean privateAddresses,
        boolean localAddresses,
        AllowedProxies proxies,
        RegistryRules registries,
        Optional<String> authorities) {

    /** Every source at a public address, asked directly. */
    public static final SourceRules PUBLIC = of(false, AllowedProxies.NONE, RegistryRules.USUAL);

    /** For one machine alone: sources may lie on it, and near it. */
    public static SourceRules local(AllowedProxies proxies, RegistryRules registries) {
        return of(true, proxies, registries);
    }

    /** The same, through other proxies. */
    public SourceRules with(AllowedProxies others) {
        return new SourceRules(allowed, privateAddresses, localAddresses, others, registries, authorities);
    }

    /** The same, with other rules for registries, and further certificates. */
    public SourceRules with(RegistryRules others, Optional<String> further) {
        return new SourceRules(allowed, privateAddresses, localAddresses, proxies, others, further);
    }

    private static SourceRules of(boolean local, AllowedProxies proxies, RegistryRules registries) {
        return new SourceRules(AllowedSources.ALL, local, local, proxies, registries, Optional.empty());
    }
}
