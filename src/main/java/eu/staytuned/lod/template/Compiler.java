package eu.staytuned.lod.template;

import eu.staytuned.lod.template.Markup.Element;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes parts of what stands in a template. What is the same on every page becomes bytes. */
final class Compiler {

    private static final String BLOCK = "th:block";
    /** Where <code>th:switch</code> keeps what its cases are held against. */
    private static final String SWITCHED = "th:switch";
    /** Elements that are put on lines of their own where there are several, as Thymeleaf does. */
    private static final Set<String> ON_LINES = Set.of(
            "address",
            "article",
            "aside",
            "audio",
            "blockquote",
            "canvas",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "li",
            "main",
            "nav",
            "noscript",
            "ol",
            "option",
            "output",
            "p",
            "pre",
            "section",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "tr",
            "ul",
            "video");

    private final String template;
    private final Expressions.Scope scope;

    Compiler(String template, Expressions.Scope scope) {
        this.template = template;
        this.scope = scope;
    }

    Part content(List<Markup.Node> nodes) {
        Sequence sequence = new Sequence();
        add(nodes, sequence);
        return sequence.part();
    }

    private void add(List<Markup.Node> nodes, Sequence sequence) {
        Markup.Node before = null;
        for (Markup.Node node : nodes) {
            if (node instanceof Element element) {
                try {
                    add(element, before instanceof Markup.Text text && text.isBlank() ? text.text() : "", sequence);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(e.getMessage() + ", in template " + template, e);
                }
            } else {
                sequence.add(((Markup.Text) node).text());
            }
            before = node;
        }
    }

    /** In the order in which Thymeleaf takes the attributes of an element. */
    private void add(Element element, String space, Sequence sequence) {
        Optional<String> replaced = value(element, "th:replace");
        if (replaced.isPresent()) {
            sequence.add(call(replaced.get()));
            return;
        }
        Part wrapped = null;
        Optional<String> with = value(element, "th:with");
        if (with.isPresent()) {
            wrapped = with(Expressions.assignments(with.get(), scope), tag(element));
        }
        Optional<String> unless = value(element, "th:unless");
        if (unless.isPresent()) {
            Expression condition = Expressions.of(unless.get(), scope);
            Part content = wrapped == null ? tag(element) : wrapped;
            wrapped = (frame, output) -> {
                if (!condition.holds(frame)) {
                    content.write(frame, output);
                }
            };
        }
        Optional<String> shown = value(element, "th:if");
        if (shown.isPresent()) {
            Expression condition = Expressions.of(shown.get(), scope);
            Part content = wrapped == null ? tag(element) : wrapped;
            wrapped = (frame, output) -> {
                if (condition.holds(frame)) {
                    content.write(frame, output);
                }
            };
        }
        Optional<String> which = value(element, "th:case");
        if (which.isPresent()) {
            wrapped = oneOf(Expressions.of(which.get(), scope), wrapped == null ? tag(element) : wrapped);
        }
        Optional<String> switched = value(element, "th:switch");
        if (switched.isPresent()) {
            wrapped = switched(Expressions.of(switched.get(), scope), wrapped == null ? tag(element) : wrapped);
        }
        Optional<String> each = value(element, "th:each");
        if (each.isPresent()) {
            wrapped = each(
                    Expressions.iteration(each.get(), scope),
                    wrapped == null ? tag(element) : wrapped,
                    ON_LINES.contains(element.name()) ? bytes(space) : new byte[0]);
        }
        if (wrapped == null) {
            tag(element, sequence);
        } else {
            sequence.add(wrapped);
        }
    }

    /** What an attribute of the template language says. */
    private static Optional<String> value(Element element, String name) {
        return element.attribute(name).map(Compiler::plain);
    }

    static String plain(String value) {
        return value.indexOf('&') < 0
                ? value
                : value.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&");
    }

    private Part call(String text) {
        Expressions.Call call = Expressions.call(text, scope);
        Expression[] arguments = call.arguments().toArray(new Expression[0]);
        return (frame, output) -> {
            if (!(call.fragment().value(frame) instanceof Fragment fragment)) {
                throw new IllegalArgumentException(text + " is no fragment");
            }
            int[] names = fragment.parameters();
            if (arguments.length == 0) {
                fragment.content().write(frame, output);
                return;
            }
            if (arguments.length != names.length) {
                throw new IllegalArgumentException(text + " gives other than " + names.length + " values");
            }
            Object[] values = new Object[names.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments[i].value(frame);
            }
            swap(frame, names, values);
            fragment.content().write(frame, output);
            swap(frame, names, values);
        };
    }

    /** Gives names their values, and takes in exchange what they had. */
    private static void swap(Frame frame, int[] names, @Nullable Object[] values) {
        for (int i = 0; i < names.length; i++) {
            values[i] = frame.set(names[i], values[i]);
        }
    }

    private Part with(List<Expressions.Assignment> assignments, Part content) {
        int[] names = assignments.stream()
                .mapToInt(assignment -> scope.name(assignment.name()))
                .toArray();
        Expression[] values =
                assignments.stream().map(Expressions.Assignment::value).toArray(Expression[]::new);
        return (frame, output) -> {
            Object[] before = new Object[names.length];
            for (int i = 0; i < names.length; i++) {
                before[i] = frame.set(names[i], values[i].value(frame)); // each may use those before it
            }
            content.write(frame, output);
            for (int i = names.length - 1; i >= 0; i--) {
                frame.set(names[i], before[i]);
            }
        };
    }

    private Part switched(Expression expression, Part content) {
        int place = scope.name(SWITCHED);
        return (frame, output) -> {
            Object before = frame.set(place, new Switched(expression.value(frame)));
            content.write(frame, output);
            frame.set(place, before);
        };
    }

    private Part oneOf(Expression expression, Part content) {
        int place = scope.name(SWITCHED);
        return (frame, output) -> {
            if (frame.get(place) instanceof Switched switched
                    && !switched.done
                    && Expression.same(expression.value(frame), switched.value)) {
                switched.done = true;
                content.write(frame, output);
            }
        };
    }

    private static final class Switched {

        private final @Nullable Object value;
        private boolean done;

        Switched(@Nullable Object value) {
            this.value = value;
        }
    }

    private Part each(Expressions.Iteration iteration, Part content, byte[] space) {
        int item = scope.name(iteration.item());
        int turn = scope.name(iteration.turn());
        Expression items = iteration.items();
        return (frame, output) -> {
            Collection<?> all = collection(items.value(frame));
            if (all.isEmpty()) {
                return;
            }
            Object itemBefore = frame.get(item);
            Object turnBefore = frame.get(turn);
            int index = 0;
            for (Object one : all) {
                if (index > 0) {
                    output.write(space);
                }
                frame.set(item, one);
                frame.set(turn, new Turn(index++, all.size()));
                content.write(frame, output);
            }
            frame.set(item, itemBefore);
            frame.set(turn, turnBefore);
        };
    }

    private static Collection<?> collection(@Nullable Object items) {
        if (items instanceof Collection<?> collection) {
            return collection;
        }
        if (items instanceof Map<?, ?> map) {
            return map.entrySet();
        }
        if (items instanceof Object[] array) {
            return List.of(array);
        }
        return items == null ? List.of() : List.of(items);
    }

    private Part tag(Element element) {
        Sequence sequence = new Sequence();
        tag(element, sequence);
        return sequence.part();
    }

    private void tag(Element element, Sequence sequence) {
        boolean block = element.name().equals(BLOCK);
        if (!block) {
            sequence.add("<" + element.name());
            new Attributes(element, scope).addTo(sequence);
        }
        Optional<String> text = value(element, "th:text");
        Optional<String> unescaped = value(element, "th:utext");
        Optional<String> inserted = value(element, "th:insert");
        if ((text.isPresent() || unescaped.isPresent() || inserted.isPresent())
                && element.close().isEmpty()) {
            throw new IllegalArgumentException(element.name() + " has no content");
        }
        if (text.isPresent()) {
            Expression words = Expressions.of(text.get(), scope);
            sequence.add((frame, output) -> output.escaped(words.text(frame)));
        } else if (unescaped.isPresent()) {
            Expression words = Expressions.of(unescaped.get(), scope);
            sequence.add((frame, output) -> output.raw(words.text(frame)));
        } else if (inserted.isPresent()) {
            sequence.add(call(inserted.get()));
        } else {
            add(element.children(), sequence);
        }
        if (!block) {
            sequence.add(element.close());
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One part after the other; what is the same on every page in one piece. */
    static final class Sequence {

        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        void add(String written) {
            text.append(written);
        }

        void add(Part part) {
            flush();
            parts.add(part);
        }

        private void flush() {
            if (text.length() > 0) {
                byte[] bytes = bytes(text.toString());
                text.setLength(0);
                parts.add((frame, output) -> output.write(bytes));
            }
        }

        Part part() {
            flush();
            if (parts.size() == 1) {
                return parts.get(0);
            }
            Part[] all = parts.toArray(new Part[0]);
            return (frame, output) -> {
                for (Part part : all) {
                    part.write(frame, output);
                }
            };
        }
    }
}
