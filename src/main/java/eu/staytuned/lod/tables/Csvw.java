package eu.staytuned.lod.tables;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/** The terms with which tables are described: those of CSV on the Web, and a few that others have for what it lacks. */
final class Csvw {

    static final String NS = "http://www.w3.org/ns/csvw#";

    static final Node TABLE = term("Table");
    static final Node SCHEMA = term("tableSchema");
    static final Node COLUMN = term("column");
    static final Node NAME = term("name");
    static final Node DATATYPE = term("datatype");
    static final Node FORMAT = term("format");
    static final Node REQUIRED = term("required");
    static final Node SEPARATOR = term("separator");
    static final Node LANGUAGE = term("lang");
    static final Node ABOUT = term("aboutUrl");
    static final Node PROPERTY = term("propertyUrl");
    static final Node KEY = term("primaryKey");

    static final Node QUERY = SHACL.select;
    static final Node ORDER = SHACL.order;
    static final Node TITLE = RDFS.label.asNode();
    static final Node DESCRIPTION = DCTerms.description.asNode();
    static final Node LICENCE = DCTerms.license.asNode();
    static final Node NOTE = SKOS.note.asNode();
    static final Node REFERENCES = DCTerms.references.asNode();
    static final Node ORIGIN = NodeFactory.createURI("http://www.w3.org/ns/prov#wasDerivedFrom");
    static final Node UNIT = NodeFactory.createURI("http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure");

    private Csvw() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NS + name);
    }
}
