package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.IriSpace;
import eu.staytuned.lod.store.ReleaseComing;
import eu.staytuned.lod.store.ReleasePublished;
import eu.staytuned.lod.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.jena.sparql.core.DatasetGraph;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A publisher at work in a test, with the real store on a dataset of the test's. */
final class Desk implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    final List<ReleasePublished> announced = new ArrayList<>();
    /** The release that comes, and the one that readers had when they were told of it. */
    final List<List<Integer>> announcedAhead = new ArrayList<>();

    boolean listenerFails;
    /** What the publisher was about when it announced its last release. */
    volatile String whenAnnounced = "";

    final Store store;
    final DatasetGraph dataset;

    Desk(PublicationSettings settings, DatasetGraph dataset) {
        this(settings, dataset, Sources.IRIS);
    }

    Desk(PublicationSettings settings, DatasetGraph dataset, IriSpace iris) {
        this.dataset = dataset;
        context.registerBean(PublicationSettings.class, () -> settings);
        context.registerBean(IriSpace.class, () -> iris);
        context.registerBean(DatasetGraph.class, () -> dataset, bean -> bean.setDestroyMethodName(""));
        context.scan("eu.staytuned.lod.store");
        context.registerBeanDefinition("undertaking", new RootBeanDefinition(Undertaking.class));
        context.registerBeanDefinition("reader", new RootBeanDefinition(ReleaseReader.class));
        context.registerBeanDefinition("validator", new RootBeanDefinition(ReleaseValidator.class));
        context.registerBeanDefinition("publisher", new RootBeanDefinition(Publisher.class));
        context.registerBean(
                OpenDoors.class, () -> new OpenDoors(context.getBean(Publisher.class), java.time.Duration.ZERO));
        context.addApplicationListener(event -> {
            if (!(event instanceof org.springframework.context.PayloadApplicationEvent<?> payload)) {
                return;
            }
            if (payload.getPayload() instanceof ReleaseComing coming) {
                int read = CompletableFuture.supplyAsync(
                                () -> context.getBean(Store.class).edition().orElseThrow())
                        .join()
                        .number();
                announcedAhead.add(List.of(coming.shelf().edition().number(), read));
            } else if (payload.getPayload() instanceof ReleasePublished published) {
                announced.add(published);
                whenAnnounced = context.getBeanProvider(Publisher.class).stream()
                        .flatMap(publisher -> publisher.underWay().stream())
                        .map(Undertaking.Step::doing)
                        .findFirst()
                        .orElse("");
            } else {
                return;
            }
            if (listenerFails) {
                throw new IllegalStateException("a part of the site is broken");
            }
        });
        try {
            context.refresh();
        } catch (org.springframework.context.ApplicationContextException e) {
            context.close();
            throw e.getCause() instanceof CannotStartException cannot ? cannot : e;
        }
        store = context.getBean(Store.class);
    }

    Publisher publisher() {
        return context.getBean(Publisher.class);
    }

    Outcome publish() {
        return publisher().request().join();
    }

    int number() {
        return store.edition().orElseThrow().number();
    }

    boolean says(String text) {
        return store.read(shelf -> {
            var found = shelf.data().getDefaultGraph().find();
            while (found.hasNext()) {
                var object = found.next().getObject();
                if (object.isLiteral() && object.getLiteralLexicalForm().equals(text)) {
                    return true;
                }
            }
            return false;
        });
    }

    @Override
    public void close() {
        context.close();
    }
}
