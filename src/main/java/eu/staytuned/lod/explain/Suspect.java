package eu.staytuned.lod.explain;

import eu.staytuned.lod.explain.Part.Statement;
import java.util.function.Consumer;

/** A mistake that people make, and how it is recognised in a statement of a query. */
interface Suspect {

    /**
     * Looks at a statement that matches nothing, or nothing together with others.
     *
     * @param alone whether it matches nothing by itself
     * @param found takes what may be the matter
     */
    void look(Statement statement, boolean alone, Scene scene, Consumer<Suspicion> found);
}
