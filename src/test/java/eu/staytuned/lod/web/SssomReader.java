package eu.staytuned.lod.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the TSV of SSSOM 1.0 (https://mapping-commons.github.io/sssom/spec-formats-tsv/) and holds it to what its writers must
 * and should do, the canonical form included. Of YAML it knows what that form has.
 *
 * @param metadata the slots of the set that have one value
 * @param prefixes what the prefixes of CURIEs stand for
 * @param mappings slot by slot
 */
record SssomReader(Map<String, String> metadata, Map<String, String> prefixes, List<Map<String, String>> mappings) {

    /** Of the class {@code MappingSet} in the schema, in its order, those that version 1.0 has. */
    private static final List<String> SET_SLOTS = List.of(
            "curie_map",
            "mapping_set_id",
            "mapping_set_version",
            "mapping_set_source",
            "mapping_set_title",
            "mapping_set_description",
            "creator_id",
            "creator_label",
            "license",
            "subject_type",
            "subject_source",
            "subject_source_version",
            "object_type",
            "object_source",
            "object_source_version",
            "mapping_provider",
            "mapping_tool",
            "mapping_tool_version",
            "mapping_date",
            "publication_date",
            "see_also",
            "other",
            "comment");

    /** Of the class {@code Mapping}. */
    private static final List<String> SLOTS = List.of(
            "subject_id",
            "subject_label",
            "subject_category",
            "predicate_id",
            "predicate_label",
            "predicate_modifier",
            "object_id",
            "object_label",
            "object_category",
            "mapping_justification",
            "author_id",
            "author_label",
            "subject_type",
            "subject_source",
            "subject_source_version",
            "object_type",
            "object_source",
            "confidence",
            "comment");

    private static final List<String> PROPAGATED = List.of(
            "subject_type",
            "subject_source",
            "subject_source_version",
            "object_type",
            "object_source",
            "mapping_provider");

    private static final List<String> ENTITY_TYPES = List.of(
            "owl class",
            "owl object property",
            "owl data property",
            "owl annotation property",
            "owl named individual",
            "skos concept",
            "rdfs resource",
            "rdfs class",
            "rdfs literal",
            "rdfs datatype",
            "rdf property");

    private static final Map<String, String> BUILT_IN = Map.of(
            "linkml", "https://w3id.org/linkml/",
            "owl", "http://www.w3.org/2002/07/owl#",
            "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "rdfs", "http://www.w3.org/2000/01/rdf-schema#",
            "semapv", "https://w3id.org/semapv/vocab/",
            "skos", "http://www.w3.org/2004/02/skos/core#",
            "sssom", "https://w3id.org/sssom/",
            "xsd", "http://www.w3.org/2001/XMLSchema#");

    private static final String JUSTIFICATION =
            "semapv:(MappingReview|ManualMappingCuration|LogicalReasoning|LexicalMatching|CompositeMatching|UnspecifiedMatching|"
                    + "SemanticSimilarityThresholdMatching|LexicalSimilarityThresholdMatching|MappingChaining|MappingInversion|"
                    + "StructuralMatching|InstanceBasedMatching|BackgroundKnowledgeBasedMatching)";

    private static final Pattern SLOT = Pattern.compile("([a-z_]+):(?: (.+))?");
    private static final Pattern PREFIX = Pattern.compile(" {2}([A-Za-z_][A-Za-z0-9_.-]*): (\\S+)");
    private static final Pattern CURIE = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*):(\\S+)");

    static SssomReader read(String text) {
        assertThat(text).doesNotContain("\r", "\uFEFF").endsWith("\n");
        List<String> lines = text.lines().toList();
        Map<String, String> metadata = new LinkedHashMap<>();
        Map<String, String> prefixes = new LinkedHashMap<>();
        List<String> slots = new ArrayList<>();
        List<String> curies = new ArrayList<>();
        int row = 0;
        for (; lines.get(row).startsWith("#"); row++) {
            String line = lines.get(row).substring(1);
            Matcher prefix = PREFIX.matcher(line);
            Matcher slot = SLOT.matcher(line);
            if (prefix.matches()) {
                assertThat(slots).last().isEqualTo("curie_map");
                prefixes.put(prefix.group(1), scalar(prefix.group(2)));
            } else if (line.startsWith("- ")) {
                curies.add(scalar(line.substring(2)));
            } else {
                assertThat(slot.matches()).as(line).isTrue();
                slots.add(slot.group(1));
                if (slot.group(2) != null) {
                    metadata.put(slot.group(1), scalar(slot.group(2)));
                }
            }
        }
        assertThat(slots)
                .doesNotHaveDuplicates()
                .isSubsetOf(SET_SLOTS)
                .isSortedAccordingTo((one, other) -> Integer.compare(SET_SLOTS.indexOf(one), SET_SLOTS.indexOf(other)));
        assertThat(metadata).containsKeys("mapping_set_id", "license");
        for (String uri : List.of("mapping_set_id", "license")) {
            assertThat(java.net.URI.create(metadata.get(uri)).isAbsolute()).isTrue();
        }
        assertThat(List.copyOf(prefixes.keySet())).isSorted().doesNotContainAnyElementsOf(BUILT_IN.keySet());

        List<String> columns = List.of(lines.get(row).split("\t", -1));
        assertThat(columns)
                .doesNotHaveDuplicates()
                .isSubsetOf(SLOTS)
                .isSortedAccordingTo((one, other) -> Integer.compare(SLOTS.indexOf(one), SLOTS.indexOf(other)));
        assertThat(columns).contains("subject_id", "predicate_id", "object_id", "mapping_justification");
        List<Map<String, String>> mappings = new ArrayList<>();
        String[] before = null;
        for (String line : lines.subList(row + 1, lines.size())) {
            String[] cells =
                    Arrays.stream(line.split("\t", -1)).map(SssomReader::cell).toArray(String[]::new);
            assertThat(cells).as(line).hasSize(columns.size());
            if (before != null) {
                assertThat(Arrays.compare(before, cells)).as("sorted: %s", line).isNegative();
            }
            before = cells;
            Map<String, String> mapping = new TreeMap<>();
            for (int i = 0; i < cells.length; i++) {
                mapping.put(columns.get(i), cells[i]);
            }
            mappings.add(mapping);
        }
        SssomReader set = new SssomReader(metadata, prefixes, mappings);
        set.check(columns, curies);
        return set;
    }

    private void check(List<String> columns, List<String> curies) {
        List<String> identifiers = new ArrayList<>(curies);
        identifiers.add(metadata.get("subject_source"));
        for (Map<String, String> mapping : mappings) {
            for (String slot : List.of("subject_id", "predicate_id", "object_id")) {
                assertThat(mapping.get(slot)).as("%s", mapping).isNotEmpty();
                identifiers.add(mapping.get(slot));
            }
            assertThat(mapping.get("mapping_justification")).matches(JUSTIFICATION);
            assertThat(mapping.getOrDefault("subject_type", metadata.get("subject_type")))
                    .isIn(ENTITY_TYPES);
        }
        identifiers.forEach(this::expand);
        // No empty columns; none whose value could have been said once for all; no prefix without use.
        for (String column : columns) {
            assertThat(mappings).as(column).anyMatch(mapping -> !mapping.get(column)
                    .isEmpty());
            if (PROPAGATED.contains(column)) {
                assertThat(metadata).doesNotContainKey(column);
                assertThat(mappings.stream().map(mapping -> mapping.get(column)).distinct())
                        .hasSizeGreaterThan(1);
            }
        }
        assertThat(prefixes.keySet())
                .allMatch(prefix -> identifiers.stream().anyMatch(curie -> curie.startsWith(prefix + ":")));
    }

    /** The IRI of a CURIE, whose prefix has to be declared. */
    String expand(String curie) {
        Matcher parts = CURIE.matcher(curie);
        assertThat(parts.matches()).as("a CURIE: %s", curie).isTrue();
        assertThat(parts.group(2)).as("an IRI is no CURIE").doesNotStartWith("//");
        String namespace = BUILT_IN.getOrDefault(parts.group(1), prefixes.get(parts.group(1)));
        assertThat(namespace).as("what %s stands for", parts.group(1)).isNotNull();
        return namespace + parts.group(2);
    }

    private static String cell(String cell) {
        if (!cell.startsWith("\"")) {
            assertThat(cell).doesNotContain("\"");
            return cell;
        }
        return cell.substring(1, cell.length() - 1).replace("\"\"", "\"");
    }

    /** Plain where it can be, else in double quotes (YAML 1.2 §7.3). */
    private static String scalar(String text) {
        if (text.startsWith("\"")) {
            return text.substring(1, text.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
        }
        assertThat(text)
                .doesNotContain(": ", " #")
                .doesNotMatch("[\\[{!&*|>'%@`,?-].*")
                .doesNotEndWith(":");
        return text;
    }
}
