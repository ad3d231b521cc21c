package eu.staytuned.lod.resource;

import eu.staytuned.lod.rdf.GraphDocument.Supplement;
import eu.staytuned.lod.rdf.Sha256;
import eu.staytuned.lod.rdf.StatementsBySubject;
import eu.staytuned.lod.rdf.Terms;
import eu.staytuned.lod.store.MadeFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/**
 * What is known of the files that a document says where to download: how large each is, and its checksum, in the terms of
 * DCAT-AP.
 */
record KnownFiles(Map<Node, MadeFile> byAddress) {

    static final KnownFiles NONE = new KnownFiles(Map.of());

    private static final int TAG = 12;

    /** Those at some addresses that are known by now. */
    static KnownFiles of(Collection<Node> addresses, Function<String, Optional<MadeFile>> finder) {
        Map<Node, MadeFile> known = new TreeMap<>(NodeOrder.NODES);
        for (Node address : addresses) {
            finder.apply(address.getURI()).ifPresent(file -> known.put(address, file));
        }
        return known.isEmpty() ? NONE : new KnownFiles(known);
    }

    /** What tells the document that says this from one that does not yet. */
    Optional<Supplement> supplement() {
        if (byAddress.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder all = new StringBuilder();
        Instant since = Instant.MIN;
        for (MadeFile file : byAddress.values()) {
            all.append(file.url()).append(' ').append(file.sha256()).append('\n');
            since = file.made().isAfter(since) ? file.made() : since;
        }
        return Optional.of(new Supplement(
                Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, TAG), since));
    }

    /** Adds to what a document says of a distribution what is known of its file. */
    void complete(StatementsBySubject statements) {
        if (byAddress.isEmpty()) {
            return;
        }
        List<Triple> downloads = new ArrayList<>();
        for (Node subject : statements.subjects()) {
            statements.about(subject).stream()
                    .filter(triple -> triple.getPredicate().equals(Terms.DOWNLOAD_URL)
                            && byAddress.containsKey(triple.getObject()))
                    .forEach(downloads::add);
        }
        downloads.sort(Comparator.comparing(Triple::getSubject, NodeOrder.NODES));
        for (Triple download : downloads) {
            add(download.getSubject(), byAddress.get(download.getObject()), statements);
        }
    }

    private static void add(Node distribution, MadeFile file, StatementsBySubject statements) {
        // With a name, so that who puts several documents together does not have it twice.
        Node checksum = distribution.isURI()
                ? NodeFactory.createURI(distribution.getURI() + "-sha256")
                : NodeFactory.createBlankNode(file.sha256());
        statements.add(Triple.create(
                distribution,
                Terms.BYTE_SIZE,
                NodeFactory.createLiteralDT(Long.toString(file.bytes()), XSDDatatype.XSDnonNegativeInteger)));
        statements.add(Triple.create(distribution, Terms.CHECKSUM, checksum));
        statements.add(Triple.create(checksum, Terms.TYPE, Terms.A_CHECKSUM));
        statements.add(Triple.create(checksum, Terms.CHECKSUM_ALGORITHM, Terms.SHA256));
        statements.add(Triple.create(
                checksum, Terms.CHECKSUM_VALUE, NodeFactory.createLiteralDT(file.sha256(), XSDDatatype.XSDhexBinary)));
    }
}
