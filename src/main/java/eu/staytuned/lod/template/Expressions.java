package eu.staytuned.lod.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the expressions of templates: Thymeleaf's standard expressions, and within <code>${…}</code> Spring's expression
 * language, both as far as our templates use them. Whatever else they know is refused when the template is compiled.
 */
final class Expressions {

    private final String text;
    private final Scope scope;
    private int at;
    /** Whether this is within <code>${…}</code>, where a word is the name of something. */
    private boolean named;

    private Expressions(String text, Scope scope) {
        this.text = text;
        this.scope = scope;
    }

    /** What an expression can refer to. */
    interface Scope {

        /** The place of a name in a frame. */
        int name(String name);

        /** A text of the service's own. */
        String message(String key, @Nullable Object @Nullable [] arguments, Locale locale);

        /** A fragment of a template; of the one the expression stands in, where the name is empty. */
        Fragment.Reference fragment(String template, String fragment);
    }

    /** A name that a value is given. */
    record Assignment(String name, Expression value) {}

    /** A fragment to write, and with what. */
    record Call(Expression fragment, List<Expression> arguments) {}

    /**
     * What is gone through.
     *
     * @param item the name of each
     * @param turn the name of what tells the how manieth it is
     */
    record Iteration(String item, String turn, Expression items) {}

    static Expression of(String text, Scope scope) {
        Expressions expressions = new Expressions(text, scope);
        Expression expression = expressions.choice();
        expressions.end();
        return expression;
    }

    static List<Assignment> assignments(String text, Scope scope) {
        Expressions expressions = new Expressions(text, scope);
        List<Assignment> assignments = new ArrayList<>();
        do {
            String name = expressions.word();
            expressions.expect("=");
            assignments.add(new Assignment(name, expressions.choice()));
        } while (expressions.take(","));
        expressions.end();
        return assignments;
    }

    static Iteration iteration(String text, Scope scope) {
        Expressions expressions = new Expressions(text, scope);
        String item = expressions.word();
        String turn = expressions.take(",") ? expressions.word() : item + "Stat";
        expressions.expect(":");
        Iteration iteration = new Iteration(item, turn, expressions.choice());
        expressions.end();
        return iteration;
    }

    static Call call(String text, Scope scope) {
        Expressions expressions = new Expressions(text, scope);
        Call call = expressions.take("~{") ? expressions.fragment() : new Call(expressions.choice(), List.of());
        expressions.end();
        return call;
    }

    /** The names of a fragment's parameters: {@code lines(chart, title)}. */
    static List<String> parameters(String signature) {
        int open = signature.indexOf('(');
        return open < 0
                ? List.of()
                : List.of(signature
                        .substring(open + 1, signature.lastIndexOf(')'))
                        .strip()
                        .split("\\s*,\\s*"));
    }

    // From the weakest binding to the strongest

    private Expression choice() {
        Expression condition = either();
        if (take("?:")) {
            Expression other = choice();
            return frame -> {
                Object value = condition.value(frame);
                return value == null || "".equals(value) ? other.value(frame) : value;
            };
        }
        if (!take("?")) {
            return condition;
        }
        Expression yes = choice();
        Expression no = take(":") ? choice() : frame -> null;
        return frame -> condition.holds(frame) ? yes.value(frame) : no.value(frame);
    }

    private Expression either() {
        Expression left = both();
        while (takeWord("or")) {
            Expression one = left;
            Expression other = both();
            left = condition(frame -> one.holds(frame) || other.holds(frame));
        }
        return left;
    }

    private Expression both() {
        Expression left = equality();
        while (takeWord("and")) {
            Expression one = left;
            Expression other = equality();
            left = condition(frame -> one.holds(frame) && other.holds(frame));
        }
        return left;
    }

    private Expression equality() {
        Expression left = comparison();
        while (true) {
            Expression one = left;
            if (take("==")) {
                Expression other = comparison();
                left = condition(frame -> Expression.same(one.value(frame), other.value(frame)));
            } else if (take("!=")) {
                Expression other = comparison();
                left = condition(frame -> !Expression.same(one.value(frame), other.value(frame)));
            } else {
                return left;
            }
        }
    }

    private Expression comparison() {
        Expression left = sum();
        while (true) {
            Expression one = left;
            if (take(">=")) {
                Expression other = sum();
                left = condition(frame -> Expression.compare(one.value(frame), other.value(frame)) >= 0);
            } else if (take("<=")) {
                Expression other = sum();
                left = condition(frame -> Expression.compare(one.value(frame), other.value(frame)) <= 0);
            } else if (take(">")) {
                Expression other = sum();
                left = condition(frame -> Expression.compare(one.value(frame), other.value(frame)) > 0);
            } else if (take("<")) {
                Expression other = sum();
                left = condition(frame -> Expression.compare(one.value(frame), other.value(frame)) < 0);
            } else {
                return left;
            }
        }
    }

    private Expression sum() {
        Expression left = not();
        while (true) {
            Expression one = left;
            if (take("+")) {
                Expression other = not();
                left = frame -> Expression.sum(one.value(frame), other.value(frame));
            } else if (take("-")) {
                Expression other = not();
                left = frame -> Expression.difference(one.value(frame), other.value(frame));
            } else {
                return left;
            }
        }
    }

    private Expression not() {
        if (take("!") || takeWord("not")) {
            Expression negated = not();
            return condition(frame -> !negated.holds(frame));
        }
        return navigation();
    }

    private Expression navigation() {
        Expression expression = primary();
        while (named) {
            Expression thing = expression;
            if (take(".")) {
                expression = member(thing, word());
            } else if (take("[")) {
                Expression key = choice();
                expect("]");
                expression = frame -> item(thing.value(frame), key.value(frame));
            } else {
                return expression;
            }
        }
        return expression;
    }

    private Expression member(Expression thing, String name) {
        if (!take("(")) {
            Member property = Member.property(name);
            return frame -> property.of(thing.value(frame));
        }
        Member method = Member.method(name);
        Expression[] arguments = arguments();
        return arguments.length == 0
                ? frame -> method.of(thing.value(frame))
                : frame -> method.call(thing.value(frame), values(arguments, frame));
    }

    private static @Nullable Object item(@Nullable Object thing, @Nullable Object key) {
        if (thing instanceof List<?> list && key instanceof Integer index) {
            return list.get(index);
        }
        if (thing instanceof Object[] array && key instanceof Integer index) {
            return array[index];
        }
        if (thing instanceof Map<?, ?> map) {
            return map.get(key);
        }
        throw new IllegalArgumentException(thing + " has no items");
    }

    private Expression primary() {
        if (take("(")) {
            Expression within = choice();
            expect(")");
            return within;
        }
        skip();
        char letter = at < text.length() ? text.charAt(at) : ' ';
        if (letter == '\'') {
            return constant(quoted());
        }
        if (letter >= '0' && letter <= '9') {
            return constant(Integer.valueOf(digits()));
        }
        if (named) {
            return letter == '#' ? tool() : letter == '{' ? list() : name();
        }
        if (take("${")) {
            return variable();
        }
        if (take("#{")) {
            return message();
        }
        if (take("~{")) {
            Call call = fragment();
            if (!call.arguments().isEmpty()) {
                throw fault("A fragment that is handed on has no arguments");
            }
            return call.fragment();
        }
        return take("|") ? mixed() : word(word());
    }

    private Expression word(String word) {
        return constant(
                switch (word) {
                    case "true" -> true;
                    case "false" -> false;
                    case "null" -> null;
                    default -> word;
                });
    }

    private Expression name() {
        String name = word();
        if (name.equals("true") || name.equals("false") || name.equals("null")) {
            return word(name);
        }
        int place = scope.name(name);
        return frame -> frame.get(place);
    }

    private Expression variable() {
        boolean outside = named;
        named = true;
        Expression expression = choice();
        expect("}");
        named = outside;
        return expression;
    }

    private Expression list() {
        expect("{");
        List<Expression> items = new ArrayList<>();
        do {
            items.add(choice());
        } while (take(","));
        expect("}");
        Expression[] all = items.toArray(new Expression[0]);
        return frame -> java.util.Arrays.asList(values(all, frame));
    }

    /** {@code #strings.isEmpty(…)}, {@code #locale}, {@code #messages.msg(…)}. */
    private Expression tool() {
        expect("#");
        String name = word();
        if (name.equals("locale")) {
            return Frame::locale;
        }
        expect(".");
        name += "." + word();
        expect("(");
        Expression[] arguments = arguments();
        if (name.equals("messages.msg")) {
            Expression[] rest = java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
            return message(arguments[0], rest);
        }
        Tools.Tool tool = Tools.ALL.get(name + "/" + arguments.length);
        if (tool == null) {
            throw fault("Nothing is known of #" + name + " with " + arguments.length + " values");
        }
        if (name.equals("strings.isEmpty")) {
            Expression value = arguments[0];
            return condition(frame -> value.text(frame).isEmpty());
        }
        return frame -> tool.apply(frame.locale(), values(arguments, frame));
    }

    private Expression message() {
        Expression key;
        if (take("${")) {
            key = variable();
        } else {
            int start = at;
            while (at < text.length() && "(}".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            key = constant(text.substring(start, at).strip());
        }
        Expression[] arguments = take("(") ? arguments() : new Expression[0];
        expect("}");
        return message(key, arguments);
    }

    private Expression message(Expression key, Expression... arguments) {
        if (arguments.length > 0) {
            return frame -> scope.message(key.text(frame), values(arguments, frame), frame.locale());
        }
        if (!(key instanceof Constant constant)) {
            return frame -> scope.message(key.text(frame), null, frame.locale());
        }
        String name = String.valueOf(constant.value());
        Map<Locale, String> known = new ConcurrentHashMap<>();
        return frame -> {
            String message = known.get(frame.locale());
            return message != null
                    ? message
                    : known.computeIfAbsent(frame.locale(), locale -> scope.message(name, null, locale));
        };
    }

    /** <code>~{parts :: link(${value})}</code>. */
    private Call fragment() {
        skip();
        String template = text.startsWith("::", at) ? "" : word();
        expect("::");
        Fragment.Reference fragment = scope.fragment(template, word());
        List<Expression> arguments = take("(") ? List.of(arguments()) : List.of();
        expect("}");
        return new Call(frame -> fragment.get(), arguments);
    }

    /** <code>|M${x},${y}|</code>. */
    private Expression mixed() {
        List<Expression> parts = new ArrayList<>();
        int start = at;
        while (true) {
            boolean end = text.startsWith("|", at);
            if (end || text.startsWith("${", at)) {
                if (at > start) {
                    parts.add(constant(text.substring(start, at)));
                }
                at += end ? 1 : 2;
                if (end) {
                    break;
                }
                parts.add(variable());
                start = at;
            } else if (++at > text.length()) {
                throw fault("No end of |");
            }
        }
        return frame -> {
            StringBuilder written = new StringBuilder();
            parts.forEach(part -> written.append(part.value(frame)));
            return written.toString();
        };
    }

    private Expression[] arguments() {
        List<Expression> arguments = new ArrayList<>();
        if (take(")")) {
            return new Expression[0];
        }
        do {
            arguments.add(choice());
        } while (take(","));
        expect(")");
        return arguments.toArray(new Expression[0]);
    }

    private static @Nullable Object[] values(Expression[] expressions, Frame frame) {
        Object[] values = new Object[expressions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = expressions[i].value(frame);
        }
        return values;
    }

    private record Constant(@Nullable Object value) implements Expression {

        @Override
        public @Nullable Object value(Frame frame) {
            return value;
        }
    }

    private static Expression constant(@Nullable Object value) {
        return new Constant(value);
    }

    private interface Condition extends Expression {

        @Override
        boolean holds(Frame frame);

        @Override
        default Object value(Frame frame) {
            return holds(frame);
        }
    }

    private static Expression condition(Condition condition) {
        return condition;
    }

    // Letters

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean take(String mark) {
        skip();
        if (!text.startsWith(mark, at) || mark.equals("?") && text.startsWith("?:", at)) {
            return false;
        }
        at += mark.length();
        return true;
    }

    private boolean takeWord(String word) {
        skip();
        int end = at + word.length();
        if (!text.startsWith(word, at) || end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            return false;
        }
        at = end;
        return true;
    }

    private void expect(String mark) {
        if (!take(mark)) {
            throw fault("No " + mark);
        }
    }

    private void end() {
        skip();
        if (at < text.length()) {
            throw fault("More than an expression");
        }
    }

    /** A name; outside of <code>${…}</code> it may have hyphens, as attributes do. */
    private String word() {
        skip();
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at))
                        || text.charAt(at) == '_'
                        || !named && text.charAt(at) == '-')) {
            at++;
        }
        if (at == start) {
            throw fault("No name");
        }
        return text.substring(start, at);
    }

    private String digits() {
        int start = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** A text between apostrophes; within <code>${…}</code> two of them are one. */
    private String quoted() {
        StringBuilder quoted = new StringBuilder();
        while (true) {
            int close = text.indexOf('\'', at + 1);
            if (close < 0) {
                throw fault("No end of a text");
            }
            quoted.append(text, at + 1, close);
            at = close;
            if (!named || !text.startsWith("''", at)) {
                at++;
                return quoted.toString();
            }
            quoted.append('\'');
            at++;
        }
    }

    private IllegalArgumentException fault(String what) {
        return new IllegalArgumentException(what + " at letter " + (at + 1) + " of " + text);
    }
}
