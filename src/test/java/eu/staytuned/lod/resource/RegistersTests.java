package eu.staytuned.lod.resource;

import static org.assertj.core.api.Assertions.assertThat;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.ReleaseComing;
import eu.staytuned.lod.store.Shelf;
import eu.staytuned.lod.store.Store;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Iterator;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.DatasetGraphWrapper;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;

class RegistersTests {

    private static final IriSpace IRIS = new IriSpace("http://localhost/");

    private final Registers registers = new Registers(noStore(), IRIS);
    private final Counted first = new Counted("ghent");
    private final Counted second = new Counted("sofia");
    private final Shelf one = shelf(1, first);
    private final Shelf two = shelf(2, second);

    /** A dataset that counts how often all of it was read. */
    private static final class Counted extends DatasetGraphWrapper {

        private int times;

        Counted(String city) {
            super(DatasetGraphFactory.create());
            add(new Quad(
                    Quad.defaultGraphIRI,
                    NodeFactory.createURI(IRIS.resolve("id/city/" + city)),
                    IRIS.node("name"),
                    NodeFactory.createLiteralString(city)));
        }

        @Override
        public Iterator<Quad> find() {
            times++;
            return super.find();
        }
    }

    @Test
    void noReaderWaitsForTheRegisterOfAReleaseThatWasAnnounced() {
        registers.of(one);

        registers.on(new ReleaseComing(two));
        assertThat(second.times).isOne();

        assertThat(registers.of(two).find("id/city/sofia")).contains("id/city/sofia");
        assertThat(registers.of(two)).isSameAs(registers.of(two));
        assertThat(second.times).isOne();
    }

    @Test
    void readersGoOnWithTheirReleaseBeforeAndAfterTheChange() {
        Register known = registers.of(one);

        registers.on(new ReleaseComing(two));
        assertThat(registers.of(one)).isSameAs(known);
        registers.of(two);
        assertThat(registers.of(one)).isSameAs(known);

        assertThat(first.times).isOne();
    }

    @Test
    void aReleaseThatCameWithoutBeingAnnouncedIsReadByItsFirstReader() {
        registers.of(one);

        assertThat(registers.of(two).find("id/city/sofia")).isPresent();
        assertThat(registers.of(two).find("id/city/ghent")).isEmpty();
        assertThat(second.times).isOne();
    }

    @Test
    void whatWasAnnouncedAndDidNotComeIsNotTakenForWhatCame() {
        Counted third = new Counted("turin");
        registers.of(one);

        registers.on(new ReleaseComing(two));

        assertThat(registers.of(shelf(3, third)).find("id/city/turin")).isPresent();
        assertThat(third.times).isOne();
    }

    private static Shelf shelf(int number, DatasetGraph data) {
        return new Shelf(new Edition(number, "0".repeat(64), Instant.EPOCH), data);
    }

    private static Store noStore() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (store, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
