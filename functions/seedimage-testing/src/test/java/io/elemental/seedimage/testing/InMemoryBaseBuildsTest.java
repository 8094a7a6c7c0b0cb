package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.BuildGrant;
import io.elemental.seedimage.rules.cluster.BuildState;

class InMemoryBaseBuildsTest implements BaseBuildsContract {

    private final InMemoryBaseBuilds builds = new InMemoryBaseBuilds();

    @Override
    public BaseBuilds builds() {
        return builds;
    }

    @Override
    public byte[] grant() {
        return new byte[] {'{', '}'};
    }

    @Override
    public void succeed(String build) {
        builds.run(build, new BuildGrant(grant(), RENEW_AT));
        builds.end(build, new BuildState.Succeeded());
    }

    @Override
    public void refuse(String build, String sentence) {
        builds.run(build, new BuildGrant(grant(), RENEW_AT));
        builds.end(build, new BuildState.Failed("Refused", sentence));
    }
}
