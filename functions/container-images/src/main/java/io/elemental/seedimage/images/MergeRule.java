package io.elemental.seedimage.images;

import java.util.List;
import java.util.regex.Pattern;

/** What becomes of files that lie under the same name in several jars, so that all of them read as before in one. */
enum MergeRule {
    /** Speaks of the jar that it lies in. */
    LEFT_OUT("META-INF/MANIFEST\\.MF|META-INF/INDEX\\.LIST|META-INF/[^/]+\\.(SF|RSA|DSA|EC)|(.*/)?module-info\\.class"),
    /** Licences and notices go with what they are about, so each is kept under its jar's name. */
    KEPT_APART("(?i)(META-INF/)?([^/]*-)?(LICEN[CS]E|NOTICE|COPYING|DEPENDENCIES)(\\.(txt|md|html))?"),
    /** Looked up in all jars, and read line by line. */
    LINES("META-INF/services/.+|META-INF/spring/.+\\.imports|META-INF/spring\\.(handlers|schemas|tooling)"
            + "|META-INF/(spring-autoconfigure-metadata|io\\.netty\\.versions)\\.properties"),
    /** Looked up in all jars: properties whose values are lists. */
    FACTORIES("META-INF/spring\\.factories|META-INF/spring/aot\\.factories"),
    /** Read by editors, or by nobody in our programs. */
    FIRST("META-INF/(additional-)?spring-configuration-metadata\\.json|META-INF/spring-devtools\\.properties"
            + "|META-INF/web-fragment\\.xml|META-INF/jandex\\.idx|(.*/)?OSGI-INF/.*|META-INF/maven/.*"),
    /** May lie in several jars only if it is the same in all. */
    EQUAL(".*");

    private final Pattern names;

    MergeRule(String names) {
        this.names = Pattern.compile(names);
    }

    static MergeRule of(String name) {
        return List.of(values()).stream()
                .filter(rule -> rule.names.matcher(name).matches())
                .findFirst()
                .orElse(EQUAL);
    }
}
