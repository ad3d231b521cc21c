package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Manuscript.Edit;
import eu.staytuned.lod.explain.Manuscript.Word;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.jena.query.Query;

/** What is left out of rows that there are: by LIMIT, OFFSET or HAVING. */
final class LeftOut {

    private static final int MOST = 100_000;

    private final Scene scene;

    LeftOut(Scene scene) {
        this.scene = scene;
    }

    void look(Query query, Consumer<Suspicion> found) {
        if (query.getLimit() == 0) {
            number(Manuscript.LIMIT, "10", Kind.LIMIT, found);
        }
        if (query.hasOffset()) {
            Query all = query.cloneQuery();
            all.setOffset(Query.NOLIMIT);
            long rows = scene.bench().rows(all, MOST);
            if (rows >= 0 && rows <= query.getOffset()) {
                number(Manuscript.OFFSET, "0", Kind.OFFSET, found, query.getOffset(), rows);
            }
        }
        if (query.hasHaving()) {
            Query all = query.cloneQuery();
            all.getHavingExprs().clear();
            long groups = scene.bench().rows(all, MOST);
            if (groups > 0) {
                found.accept(Suspicion.fact(Kind.HAVING, Optional.empty(), 0.6, groups));
            }
        }
    }

    /** Another number behind a keyword. */
    private void number(int keyword, String by, Kind kind, Consumer<Suspicion> found, Object... arguments) {
        List<Word> words = scene.text().words();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).kind() == keyword) {
                Word number = words.get(i + 1);
                found.accept(Suspicion.change(
                        kind, number, by, List.of(new Edit(number.start(), number.end(), by)), 0.95, arguments));
            }
        }
        found.accept(Suspicion.fact(kind, Optional.empty(), 0.5, arguments));
    }
}
