package eu.staytuned.lod.template;

import eu.staytuned.lod.template.Markup.Attribute;
import eu.staytuned.lod.template.Markup.Element;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a tag. Thymeleaf goes through those of its own in a fixed order; each replaces one that is there, takes
 * its own place, or comes at the end, and takes a space away where it leaves nothing. That is played here with the same moves.
 */
final class Attributes {

    private static final String OURS = "th:";
    /** They stand there even when they are empty. */
    private static final Set<String> ALWAYS = Set.of("href", "src", "action", "value", "name", "type");
    /** They have no value: they stand there or not. */
    private static final Set<String> FLAGS = Set.of(
            "async",
            "autofocus",
            "autoplay",
            "checked",
            "controls",
            "declare",
            "default",
            "defer",
            "disabled",
            "formnovalidate",
            "hidden",
            "ismap",
            "loop",
            "multiple",
            "novalidate",
            "nowrap",
            "open",
            "pubdate",
            "readonly",
            "required",
            "reversed",
            "selected",
            "scoped",
            "seamless");

    private final List<Attribute> written;
    private final String end;
    private final List<Move> moves = new ArrayList<>();

    Attributes(Element element, Expressions.Scope scope) {
        this.written = element.attributes();
        this.end = element.end();
        written.stream()
                .filter(attribute ->
                        attribute.name().startsWith(OURS) || attribute.name().equals("xmlns:th"))
                .sorted(Comparator.comparingInt(Attributes::order))
                .forEach(attribute -> add(attribute, scope));
    }

    private static int order(Attribute attribute) {
        if (attribute.name().equals("xmlns:th")) {
            return 1000;
        }
        return switch (attribute.name().substring(OURS.length())) {
            case "insert" -> 100;
            case "each" -> 200;
            case "switch" -> 250;
            case "case" -> 275;
            case "if" -> 300;
            case "unless" -> 400;
            case "with" -> 600;
            case "attr" -> 700;
            case "title" -> 1000;
            case "value" -> 1010;
            case "classappend" -> 1100;
            case "text" -> 1300;
            case "utext" -> 1400;
            case "fragment" -> 1500;
            default -> 1000;
        };
    }

    private void add(Attribute attribute, Expressions.Scope scope) {
        String value = Compiler.plain(String.valueOf(attribute.value()));
        String name = attribute.name();
        String own = name.startsWith(OURS) ? name.substring(OURS.length()) : name;
        switch (own) {
            case "insert", "each", "switch", "case", "if", "unless", "with", "text", "utext", "fragment", "xmlns:th" ->
                moves.add(new Move(name, "", null, Kind.GONE));
            case "attr" -> {
                Expressions.assignments(value, scope)
                        .forEach(assignment ->
                                moves.add(new Move("", assignment.name(), assignment.value(), Kind.UNLESS_EMPTY)));
                moves.add(new Move(name, "", null, Kind.GONE));
            }
            case "classappend" -> {
                moves.add(new Move("", "class", Expressions.of(value, scope), Kind.APPENDED));
                moves.add(new Move(name, "", null, Kind.GONE));
            }
            default -> {
                if (own.contains(":") || own.equals("object") || own.equals("remove") || own.equals("inline")) {
                    throw new IllegalArgumentException("Nothing is known of " + name);
                }
                Expression expression = Expressions.of(value, scope);
                if (FLAGS.contains(own)) {
                    moves.add(new Move("", own, expression, Kind.FLAG));
                    moves.add(new Move(name, "", null, Kind.GONE));
                } else {
                    moves.add(new Move(name, own, expression, ALWAYS.contains(own) ? Kind.ALWAYS : Kind.UNLESS_EMPTY));
                }
            }
        }
    }

    private enum Kind {
        GONE,
        ALWAYS,
        UNLESS_EMPTY,
        FLAG,
        APPENDED
    }

    /**
     * One step.
     *
     * @param from the attribute that makes way; empty where none does
     * @param to the attribute that is written; empty where none is
     */
    private record Move(String from, String to, @Nullable Expression value, Kind kind) {

        /** What is to be written, or null. */
        @Nullable
        String text(Frame frame) {
            if (value == null) {
                return null;
            }
            if (kind == Kind.FLAG) {
                return value.holds(frame) ? to : null;
            }
            String text = value.text(frame);
            return text.isEmpty() && kind != Kind.ALWAYS ? null : text;
        }
    }

    /** Where spaces are all alike it is known beforehand in which order attributes come. */
    void addTo(Compiler.Sequence sequence) {
        if (moves.isEmpty()) {
            written.forEach(attribute -> sequence.add(attribute.space() + plain(attribute)));
            sequence.add(end);
        } else if (written.stream().allMatch(attribute -> attribute.space().equals(" "))) {
            addInOrder(sequence);
        } else {
            sequence.add((frame, output) -> new Played(frame).write(output));
        }
    }

    private static String plain(Attribute attribute) {
        return attribute.value() == null ? attribute.name() : attribute.name() + "=\"" + attribute.value() + "\"";
    }

    private static final class Place {

        private final String name;
        private final @Nullable String plain;
        private final @Nullable String value;
        private final List<Move> moves = new ArrayList<>();

        Place(String name, @Nullable String plain, @Nullable String value) {
            this.name = name;
            this.plain = plain;
            this.value = value;
        }
    }

    private void addInOrder(Compiler.Sequence sequence) {
        List<Place> places = new ArrayList<>();
        written.forEach(attribute -> places.add(new Place(attribute.name(), plain(attribute), attribute.value())));
        for (Move move : moves) {
            int from = find(places, move.from());
            int to = find(places, move.to());
            if (move.kind() == Kind.GONE) {
                places.remove(from);
            } else if (to >= 0) {
                places.get(to).moves.add(move);
                if (from >= 0) {
                    places.remove(from);
                }
            } else {
                Place place = new Place(move.to(), null, null);
                place.moves.add(move);
                if (from >= 0) {
                    places.set(from, place);
                } else {
                    places.add(place);
                }
            }
        }
        for (Place place : places) {
            if (place.moves.isEmpty()) {
                sequence.add(" " + place.plain);
            } else {
                sequence.add(part(place));
            }
        }
        sequence.add(end);
    }

    private static int find(List<Place> places, String name) {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).name.equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static Part part(Place place) {
        byte[] start = Compiler.bytes(" " + place.name + "=\"");
        byte[] quote = {'"'};
        Move first = place.moves.get(0);
        if (place.moves.size() == 1 && first.kind() != Kind.APPENDED) {
            return (frame, output) -> {
                String text = first.text(frame);
                if (text != null) {
                    output.write(start);
                    output.escaped(text);
                    output.write(quote);
                }
            };
        }
        return (frame, output) -> {
            String value = place.plain != null && place.value == null ? "" : place.value;
            for (Move move : place.moves) {
                String more = move.text(frame);
                if (move.kind() != Kind.APPENDED) {
                    value = more == null ? null : Output.withEntities(more);
                } else if (more != null) {
                    value = appended(value, Output.withEntities(more));
                }
            }
            if (value != null) {
                output.write(start);
                output.raw(value);
                output.write(quote);
            }
        };
    }

    private static String appended(@Nullable String value, String more) {
        return value == null || value.isEmpty() ? more : value + " " + more;
    }

    /** The moves as they are made for one tag of one page, with their spaces. */
    private final class Played {

        private final List<String> names = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private final List<String> spaces = new ArrayList<>();

        Played(Frame frame) {
            for (Attribute attribute : written) {
                names.add(attribute.name());
                texts.add(plain(attribute));
                spaces.add(attribute.space());
            }
            for (Move move : moves) {
                String text = move.text(frame);
                if (text == null) {
                    if (move.kind() != Kind.APPENDED) {
                        remove(move.to());
                    }
                    remove(move.from());
                } else {
                    put(move, text);
                }
            }
        }

        private void put(Move move, String text) {
            String value = Output.withEntities(text);
            int to = names.indexOf(move.to());
            int from = names.indexOf(move.from());
            if (move.kind() == Kind.APPENDED && to >= 0) {
                String before = texts.get(to)
                        .substring(move.to().length() + 2, texts.get(to).length() - 1);
                value = appended(before, value);
            }
            String whole = move.to() + "=\"" + value + "\"";
            if (to >= 0) {
                texts.set(to, whole);
                remove(move.from());
            } else if (from >= 0) {
                names.set(from, move.to());
                texts.set(from, whole);
            } else {
                names.add(move.to());
                texts.add(whole);
                spaces.add(" ");
            }
        }

        /** With the space after it; of the last one, with the space before it. */
        private void remove(String name) {
            int index = names.indexOf(name);
            if (index >= 0) {
                spaces.remove(index + 1 < names.size() ? index + 1 : index);
                names.remove(index);
                texts.remove(index);
            }
        }

        void write(Output output) {
            for (int i = 0; i < names.size(); i++) {
                output.raw(spaces.get(i));
                output.raw(texts.get(i));
            }
            output.raw(end);
        }
    }
}
