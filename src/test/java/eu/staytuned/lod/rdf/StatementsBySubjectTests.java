package eu.staytuned.lod.rdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.sse.SSE;
import org.junit.jupiter.api.Test;

class StatementsBySubjectTests {

    private static final Triple NAME = triple("ghent", "name", "gent");
    private static final Triple NEAR = triple("ghent", "near", "bruges");
    private static final Triple OTHER = triple("sofia", "name", "sofia");

    private final StatementsBySubject statements = new StatementsBySubject();

    @Test
    void noneIsThereTwice() {
        statements.addAbout(NAME.getSubject(), new ArrayList<>(List.of(NAME)));
        assertThat(statements.add(NAME)).isFalse();
        assertThat(statements.add(NEAR)).isTrue();
        statements.addAbout(NAME.getSubject(), List.of(NEAR, NAME));
        assertThat(statements.about(NAME.getSubject())).containsExactly(NAME, NEAR);
        assertThat(statements.size()).isEqualTo(2);
    }

    @Test
    void whatCameAtOnceGoesOnAfterAnother() {
        statements.add(OTHER);
        statements.addAbout(NAME.getSubject(), List.of(NAME));
        statements.add(NEAR);
        statements.add(OTHER);
        assertThat(statements.subjects()).containsExactly(OTHER.getSubject(), NAME.getSubject());
        assertThat(statements.size()).isEqualTo(3);
        assertThat(statements.contains(NEAR)).isTrue();
    }

    @Test
    void whatIsDroppedIsNotCounted() {
        statements.add(NAME);
        statements.add(NEAR);
        statements.drop(NAME.getSubject(), NAME::equals);
        statements.drop(OTHER.getSubject(), any -> true);
        assertThat(statements.about(NAME.getSubject())).containsExactly(NEAR);
        assertThat(statements.size()).isEqualTo(1);
        statements.add(NAME);
        assertThat(statements.about(NAME.getSubject())).containsExactly(NEAR, NAME);
    }

    private static Triple triple(String subject, String property, String object) {
        return Triple.create(iri(subject), iri(property), iri(object));
    }

    private static Node iri(String name) {
        return SSE.parseNode("<https://example.org/" + name + ">");
    }
}
