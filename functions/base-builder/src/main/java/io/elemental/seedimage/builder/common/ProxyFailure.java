package io.elemental.seedimage.builder.common;

import io.elemental.seedimage.rules.proxy.ProxyServer;
import java.io.IOException;

/** A proxy that does not do its work now; the message goes on from a comma. */
public final class ProxyFailure extends IOException {

    /** @param what it does, to stand behind its name */
    public ProxyFailure(ProxyServer proxy, String what) {
        super("its proxy %s %s".formatted(proxy.name(), what));
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
