package io.elemental.seedimage.reconcile.settings;

import io.elemental.seedimage.rules.AllowedSources;
import io.elemental.seedimage.rules.proxy.AllowedProxies;

/**
 * Where bases may come from, and how they are asked for.
 *
 * @param allowed which sources SeedImages may name
 * @param privateAddresses whether web servers at private addresses may be sources
 * @param localAddresses whether web servers at loopback and link-local addresses may be sources too
 * @param proxies through which builders ask for sources
 */
public record SourceRules(
        AllowedSources allowed, boolean privateAddresses, boolean localAddresses, AllowedProxies proxies) {

    /** Every source at a public address, asked directly. */
    public static final SourceRules PUBLIC = new SourceRules(AllowedSources.ALL, false, false, AllowedProxies.NONE);

    /** For one machine alone: sources may lie on it, and near it. */
    public static SourceRules local(AllowedProxies proxies) {
        return new SourceRules(AllowedSources.ALL, true, true, proxies);
    }
}
