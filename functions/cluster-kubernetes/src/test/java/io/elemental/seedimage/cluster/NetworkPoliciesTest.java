package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.builds.BaseBuildJob;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the NetworkPolicies of {@code knative/} say; {@code scripts/e2e} tries them where they are enforced. */
class NetworkPoliciesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    /** Nobody's address: what an installation has to say itself. */
    private static final String NOBODY = "192.0.2.1/32";

    @ParameterizedTest
    @ValueSource(strings = {"seedimage-system", "minio"})
    void whatNoPolicyAllowsIsDenied(String namespace) {
        assertThat(policies("knative/example"))
                .filteredOn(
                        policy -> policy.at("/metadata/namespace").asString().equals(namespace))
                .filteredOn(policy -> policy.at("/spec/podSelector").isEmpty()
                        && policy.at("/spec/policyTypes").size() == 2)
                .singleElement()
                .satisfies(policy -> {
                    assertThat(policy.at("/spec/ingress").isMissingNode()).isTrue();
                    assertThat(policy.at("/spec/egress").isMissingNode()).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "8.8.8.8", "172.32.0.1", "2600:1406::1", "2a00:1450::1"})
    void aBuilderReachesWhatIsPublic(String address) {
        assertThat(isOpenToBuilders(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.96.0.1",
                "10.244.0.7",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.169.254",
                "0.0.0.0",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "fd00::1",
                "fe80::1",
                "ff02::1",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1"
            })
    void aBuilderDoesNotReachWhatIsNot(String address) {
        assertThat(isOpenToBuilders(address)).isFalse();
    }

    /** Each rule says from whom and to which port: one without would be everybody, or everything. */
    @Test
    void whoMayAskIsSaidByNameAndPort() {
        var rules = policies("knative/example").stream()
                .flatMap(policy ->
                        StreamSupport.stream(policy.at("/spec/ingress").spliterator(), false))
                .toList();

        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.at("/ports")).isNotEmpty();
            assertThat(rule.at("/from")).isNotEmpty();
            assertThat(rule.at("/from").findValues("podSelector").size()
                            + rule.at("/from").findValues("namespaceSelector").size())
                    .isGreaterThanOrEqualTo(rule.at("/from").size());
        });
    }

    @Test
    void theStoreHearsOurFunctionsAndOurBuilders() {
        assertThat(ingress("knative/example", "store-from-functions")).isEqualTo(json("""
            - from:
              - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: seedimage-system}}
                podSelector: {matchExpressions: [{key: serving.knative.dev/service, operator: In,
                  values: [seedimage-download, seedimage-reconcile]}]}
              - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: seedimage-system}}
                podSelector: {matchExpressions: [{key: app.kubernetes.io/name, operator: In, values: [base-builder, store-check]}]}
              ports: [{protocol: TCP, port: 9000}]
            """));
    }

    @Test
    void theFunctionsHearKnativeAndItsIngress() {
        assertThat(ingress("knative", "from-knative")).isEqualTo(json("""
            - from:
              - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: knative-serving}}
              - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kourier-system}}
              ports: [{protocol: TCP, port: 8012}, {protocol: TCP, port: 8013}, {protocol: TCP, port: 8112},
                {protocol: TCP, port: 9090}]
            """));
    }

    @Test
    void whereTheApiServerIsTheInstallationSays() {
        assertThat(blocks("knative", "reconcile-to-api-server")).containsExactly(NOBODY);
        assertThat(blocks("knative", "events-to-api-server")).containsExactly(NOBODY);
        assertThat(blocks("knative/example", "reconcile-to-api-server"))
                .isNotEmpty()
                .doesNotContain(NOBODY)
                .isEqualTo(blocks("knative/example", "events-to-api-server"));
    }

    @Test
    void privateSourcesAreOpenedByNameOnly() {
        assertThat(policies("knative/example"))
                .noneMatch(policy -> policy.at("/metadata/name").asString().equals("base-builder-to-private"));
        assertThat(blocks("knative/testbed", "base-builder-to-private")).containsExactly("172.31.250.2/32");
    }

    @Test
    void theirLabelsAreThoseOfBuilders() {
        assertThat(policies("knative").stream()
                        .map(policy -> policy.at("/spec/podSelector/matchLabels/app.kubernetes.io~1name")
                                .asString(""))
                        .filter(name -> !name.isEmpty()))
                .hasSize(2)
                .containsOnly(BaseBuildJob.LABELS.getOrDefault("app.kubernetes.io/name", ""));
    }

    private static boolean isOpenToBuilders(String address) {
        return StreamSupport.stream(
                        named("knative", "base-builder-to-public")
                                .at("/spec/egress/0/to")
                                .spliterator(),
                        false)
                .map(to -> to.at("/ipBlock"))
                .anyMatch(block -> contains(block.at("/cidr").asString(), address)
                        && StreamSupport.stream(block.at("/except").spliterator(), false)
                                .noneMatch(except -> contains(except.asString(), address)));
    }

    private static boolean contains(String cidr, String address) {
        var words = cidr.split("/", 2);
        var network = InetAddress.ofLiteral(words[0]).getAddress();
        var bytes = InetAddress.ofLiteral(address).getAddress();
        var rest = bytes.length * 8 - Integer.parseInt(words[1]);
        return network.length == bytes.length
                && new BigInteger(1, network).shiftRight(rest).equals(new BigInteger(1, bytes).shiftRight(rest));
    }

    private static List<String> blocks(String folder, String name) {
        return named(folder, name).at("/spec/egress").findValuesAsString("cidr");
    }

    private static JsonNode ingress(String folder, String name) {
        return named(folder, name).at("/spec/ingress");
    }

    private static JsonNode json(String yaml) {
        return JSON.valueToTree(Serialization.unmarshal(yaml, Object.class));
    }

    private static JsonNode named(String folder, String name) {
        return policies(folder).stream()
                .filter(policy -> policy.at("/metadata/name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> policies(String folder) {
        return Arrays.stream(KnativeAccess.rendered(folder).split("(?m)^---$", -1))
                .<JsonNode>map(document -> JSON.valueToTree(Serialization.unmarshal(document, Object.class)))
                .filter(resource -> resource.at("/kind").asString().equals("NetworkPolicy"))
                .toList();
    }
}
