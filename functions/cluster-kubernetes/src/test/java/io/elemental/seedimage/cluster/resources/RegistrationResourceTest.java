package io.elemental.seedimage.cluster.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.api.ReadJson;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.Registration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationResourceTest {

    private static final ResourceRef RACK = new ResourceRef("fleet", "rack");
    private static final String READY = "'status': {'conditions': [{'type': 'Ready', 'status': 'True'}]}";

    @Test
    void readsWhatTheProviderCompleted() {
        var registration = read("""
            'spec': {'config': {
              'cloudConfig': {'users': []},
              'elemental': {
                'registration': {'uri': 'https://e.example/x', 'caCert': '/etc/ca.pem', 'token': 'a.b.c',
                  'tokenDuration': 3153600000000000000},
                'agent': {'reconciliation': 10000000000, 'more': [1, 1.5, null, {'x': 2}]}}}},
            """ + READY);

        assertThat(registration)
                .isEqualTo(new Registration(
                        RACK,
                        "uid",
                        true,
                        "https://e.example/x",
                        "/etc/ca.pem",
                        "a.b.c",
                        3153600000000000000L,
                        registration.agent(),
                        Optional.of("key")));
        assertThat(registration.agent())
                .containsEntry("reconciliation", 10_000_000_000L)
                .extractingByKey("more")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly(1L, 1.5, null, Map.of("x", 2L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "'spec': {}",
                "'spec': {'config': {}}",
                "'spec': {'config': {'elemental': {}}}",
                "'spec': {'config': {'elemental': {'agent': null, 'registration': {}}}}",
                "'spec': {'config': {'elemental': {'registration': {'uri': '', 'caCert': '', 'token': ''}}}}",
            })
    void whatIsMissingIsAbsent(String fields) {
        assertThat(read(fields))
                .isEqualTo(new Registration(RACK, "uid", false, "", null, "", null, Map.of(), Optional.of("key")));
    }

    @ParameterizedTest
    @MethodSource("senseless")
    void whatMakesNoSenseIsNotReady(String spec) {
        var registration = read("'spec': %s, %s".formatted(spec, READY));

        assertThat(registration)
                .isEqualTo(new Registration(
                        RACK, "uid", false, "", null, "", null, Map.of(), Optional.of("key"), registration.problem()));
        assertThat(registration.problem())
                .hasValueSatisfying(
                        problem -> assertThat(problem).startsWith("spec").contains(" is not "));
    }

    static Stream<String> senseless() {
        return Stream.concat(
                Stream.of("'text'", "[]", "{'config': 1}", "{'config': {'elemental': true}}"),
                Stream.of(
                                "'agent': 'text'",
                                "'agent': [1]",
                                "'registration': 'text'",
                                "'registration': {'uri': 1}",
                                "'registration': {'caCert': {}}",
                                "'registration': {'uri': 'https://e.example/%s'}".formatted("x".repeat(2048)),
                                "'registration': {'uri': 'https://e.example/\\u007f'}",
                                "'registration': {'uri': 'https://e.example/\\u0080'}",
                                "'registration': {'uri': 'https://e.example/\ufffe'}",
                                "'registration': {'uri': 'https://e.example/\udbff\udfff'}",
                                "'registration': {'token': 12}",
                                "'registration': {'tokenDuration': '24h'}",
                                "'registration': {'tokenDuration': 1.5}",
                                "'registration': {'tokenDuration': 9223372036854775808}")
                        .map("{'config': {'elemental': {%s}}}"::formatted));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudConfig", "elemental': {'install"})
    void whatIsNotReadMayBeAnything(String field) {
        for (var value : List.of("'text'", "1", "[]", "null", "true")) {
            var closing = field.contains("{") ? "}" : "";
            var registration = read("'spec': {'config': {'%s': %s%s}}, %s".formatted(field, value, closing, READY));

            assertThat(registration.ready()).as(value).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'status': {}",
                "'status': 'Ready'",
                "'status': {'conditions': 'Ready'}",
                "'status': {'conditions': ['Ready']}",
                "'status': {'conditions': [{'type': 'Ready', 'status': true}]}",
                "'status': {'conditions': [{'type': 'Ready', 'status': 'False'}]}",
                "'status': {'conditions': [{'type': 'Paused', 'status': 'True'}]}",
            })
    void isReadyOnlyWhenTheProviderSaysSo(String status) {
        assertThat(read(status).ready()).isFalse();
        assertThat(read(READY).ready()).isTrue();
    }

    private static Registration read(String fields) {
        var json = "{'metadata': {'uid': 'uid'}, %s}"
                .formatted(fields.isEmpty() ? "'spec': {}" : fields)
                .replace('\'', '"');
        return RegistrationResource.read(RACK, ReadJson.part(json, RegistrationResource.PART), Optional.of("key"));
    }
}
