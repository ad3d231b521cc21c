package eu.staytuned.lod.web;

import eu.staytuned.lod.rdf.GraphDocument.Supplement;
import eu.staytuned.lod.store.Edition;
import java.util.List;
import java.util.Optional;

/**
 * Strong entity tags: the release, the software, the representation, what became known since, and for a page the languages and which of them the
 * reader chose.
 */
final class EntityTags {

    private EntityTags() {}

    static String of(
            Edition edition,
            Software software,
            Representation representation,
            Leaf leaf,
            Optional<Supplement> supplement,
            List<String> languages,
            String chosen) {
        StringBuilder tag = new StringBuilder("\"")
                .append(edition.number())
                .append('-')
                .append(edition.contentHash(), 0, 12)
                .append('-')
                .append(software.fingerprint())
                .append('-')
                .append(representation.extension());
        if (leaf.page() > 1) {
            tag.append('-').append(leaf.page());
        }
        if (leaf.release().isPresent()) {
            // The same statements as without, and other links.
            tag.append("-pinned");
        }
        supplement.ifPresent(more -> tag.append('+').append(more.tag()));
        if (representation.isPage() && !languages.isEmpty()) {
            tag.append('-').append(String.join(".", languages));
        }
        if (!chosen.isEmpty()) {
            tag.append('=').append(chosen);
        }
        return tag.append('"').toString();
    }

    /** The tag of one of several that are had at one address; the same where it is the only one. */
    static String variant(String tag, String variant) {
        return variant.isEmpty() ? tag : tag.substring(0, tag.length() - 1) + "-" + variant + '"';
    }
}
