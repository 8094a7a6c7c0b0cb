package io.elemental.seedimage.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DocumentsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @MethodSource("examples")
    <T extends Record> void writesTheGoldenBytes(Example<T> example) {
        assertThat(new String(Documents.write(example.type(), example.document()), StandardCharsets.UTF_8))
                .isEqualTo(golden(example));
    }

    @ParameterizedTest
    @MethodSource("examples")
    <T extends Record> void readsTheGoldenBytes(Example<T> example) {
        var document = Documents.read(example.type(), utf8(golden(example)));

        assertThat(document).usingRecursiveComparison().isEqualTo(example.document());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void goldenFilesAreCompactAndSorted(Example<?> example) {
        var tree = JSON.readTree(golden(example));

        assertThat(tree.toString()).isEqualTo(golden(example));
        assertSorted(tree);
    }

    private static void assertSorted(JsonNode node) {
        assertThat(new ArrayList<>(node.propertyNames())).isSorted();
        node.forEach(DocumentsTest::assertSorted);
    }

    @Test
    void everyTypeHasAGoldenFile() {
        assertThat(Stream.of(DocumentType.class.getFields()).map(DocumentsTest::value))
                .containsExactlyInAnyOrderElementsOf(
                        Example.all().<Object>map(Example::type).distinct().toList());
    }

    @ParameterizedTest
    @MethodSource("examples")
    <T extends Record> void ignoresFieldsItDoesNotKnow(Example<T> example) {
        var tree = tree(example).put("aFieldOfTomorrow", 1);

        assertThat(Documents.read(example.type(), utf8(tree.toString())))
                .usingRecursiveComparison()
                .isEqualTo(example.document());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void refusesNewerVersionsByName(Example<?> example) {
        var newest = example.type().version();
        var tree = tree(example).put("version", newest + 1);

        assertUnreadable(example.type(), tree.toString())
                .withMessage(
                        "the %s has version %s; this program reads versions up to %s",
                        example.type().what(), newest + 1, newest);
    }

    /** A grant of the first version has no place for a part of another length than its URLs are signed for. */
    @Test
    void refusesGrantsOfTheFirstVersion() {
        var tree = tree(named("grant")).put("version", 1);

        assertUnreadable(DocumentType.GRANT, tree.toString())
                .withMessage("the grant has version 1; this program reads versions from 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "null", "1", "{}", "{\"version\":0}", "{\"version\":\"1\"}", "{\"version\":1}}"})
    void refusesWhatIsNoDocument(String content) {
        assertUnreadable(DocumentType.SOURCE, content).withMessageStartingWith("the source is not ");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void refusesEveryMissingOrNullFieldByName(Example<?> example) {
        var nullable = Stream.of(example.type().type().getRecordComponents())
                .filter(component ->
                        component.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class))
                .map(component -> component.getName())
                .toList();
        for (var name : tree(example).propertyNames()) {
            if (name.equals("version") || nullable.contains(name)) {
                continue;
            }
            var sentence = "the %s has no field '%s'".formatted(example.type().what(), name);
            var without = tree(example);
            without.remove(name);

            assertUnreadable(example.type(), without.toString()).withMessage(sentence);
            assertUnreadable(example.type(), tree(example).putNull(name).toString())
                    .withMessage(sentence);
        }
    }

    @Test
    void takesNullableFieldsThatAreMissing() {
        var tree = JSON.readTree("{\"version\":1,\"cluster\":\"c\",\"createdAt\":\"2026-11-22T10:00:00Z\"}");

        assertThat(Documents.read(DocumentType.INSTALLATION, utf8(tree.toString())))
                .isEqualTo(new InstallationDocument("c", Example.NOW));
        var sweep = "{\"version\":1,\"cleaning\":false,\"holder\":\"h\",\"leaseUntil\":\"%s\",\"startedAt\":\"%s\"}"
                .formatted(Example.NOW, Example.NOW);
        assertThat(Documents.read(DocumentType.SWEEP, utf8(sweep)).after()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "overlay | segments[1].length | \"length\":262144 | \"length\":null",
                "overlay | segments[0].content | \"content\":\"c3RhZ2VzOiB7fQo=\", | ``",
                "manifest | digestState.words | \"words\" | \"word\"",
                "entry | variants[1].fileName | \"fileName\":\"rack-seed-arm64.raw\" | \"fileName\":null",
                "grant | source.url | \"url\" | \"uri\"",
                "grant | source.privateAddresses | \"privateAddresses\":false | \"privateAddresses\":null",
            })
    void namesMissingFieldsInside(String name, String path, String found, String replacement) {
        var example = named(name);

        assertUnreadable(example.type(), golden(example).replace(found, replacement))
                .withMessage("the %s has no field '%s'", example.type().what(), path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "overlay | segments[1].offset | 1064370176 | \"secret\"",
                "entry | variants[0].platform | \"linux/amd64\" | \"secret\"",
                "entry | state | \"Completed\" | \"secret\"",
                "registration | checkedAt | \"2026-11-22T10:00:00Z\" | \"secret\"",
                "manifest | size | 1073741824 | 1.5",
                "grant | parts | [\"https://s3.example/part1\",\"https://s3.example/part2\"] | \"secret\"",
            })
    void namesUnreadableFieldsButNotTheirValues(String name, String path, String found, String replacement) {
        var example = named(name);

        assertUnreadable(example.type(), golden(example).replace(found, replacement))
                .withMessage(
                        "the %s has an unreadable field '%s'", example.type().what(), path)
                .withNoCause();
    }

    @Test
    void writesTimesInWholeSeconds() {
        var document = new InstallationDocument("c", Instant.parse("2026-11-22T10:00:00.987654321Z"));

        assertThat(new String(Documents.write(DocumentType.INSTALLATION, document), StandardCharsets.UTF_8))
                .isEqualTo("{\"adopted\":null,\"cluster\":\"c\",\"createdAt\":\"2026-11-22T10:00:00Z\","
                        + "\"store\":null,\"version\":1}");
    }

    @Test
    void keepsSecretsOutOfStrings() {
        assertThat(Example.all()
                        .filter(example -> !example.type().equals(DocumentType.RESULT))
                        .map(example -> example.document().toString()))
                .noneMatch(text -> text.contains("s3.example") || text.contains("content="));
    }

    static Stream<Example<?>> examples() {
        return Example.all();
    }

    private static Example<?> named(String name) {
        return Example.all()
                .filter(example -> example.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode tree(Example<?> example) {
        return (ObjectNode) JSON.readTree(golden(example));
    }

    private static org.assertj.core.api.ThrowableAssertAlternative<UnreadableDocumentException> assertUnreadable(
            DocumentType<?> type, String content) {
        return assertThatExceptionOfType(UnreadableDocumentException.class)
                .isThrownBy(() -> Documents.read(type, utf8(content)));
    }

    private static Object value(java.lang.reflect.Field constant) {
        try {
            return constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static String golden(Example<?> example) {
        try (var file = DocumentsTest.class.getResourceAsStream("/golden/" + example.name() + ".json")) {
            return new String(Objects.requireNonNull(file, example.name()).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
