package eu.staytuned.lod.sparql;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.optimize.Optimize;
import org.apache.jena.sparql.algebra.optimize.RewriteFactory;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrConcat;
import org.apache.jena.sparql.expr.E_StrEncodeForURI;
import org.apache.jena.sparql.expr.E_StrReplace;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprFunction1;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprTransformCopy;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.RegexEngine;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;

/**
 * Patterns that end when their query is to end, and texts that do not grow without end.
 *
 * <p>Java looks for some patterns, such as {@code (a+)+$}, longer than anybody lives, and nothing can stop it but the text that it reads.
 * A text that is put together with itself thirty times is larger than any memory, before Jena looks at it again.
 */
final class StoppableTexts {

    /** The longest text that a function may make, in letters. */
    static final int MOST_LETTERS = 1 << 20;

    private static final String XPATH = "http://www.w3.org/2005/xpath-functions#";

    /** Without one of these, a pattern is looked for in no more steps than there are letters. */
    private static final Pattern REPEATING = Pattern.compile("[*+{?]");

    private StoppableTexts() {}

    /** A function would make a text that is too long. */
    static final class TooLongException extends QueryException {

        private TooLongException() {
            super("A function would make a text of more than " + MOST_LETTERS + " letters.");
        }
    }

    /** Has queries in a context planned with such functions. The context has the signal that stops them when they are planned. */
    static Context in(Context context) {
        RewriteFactory planning = Optimize.getFactory();
        context.set(ARQConstants.sysOptimizerFactory, (RewriteFactory)
                own -> operation -> planning.create(own).rewrite(stoppable(operation, Context.getCancelSignal(own))));
        return context;
    }

    private static Op stoppable(Op operation, @Nullable AtomicBoolean stop) {
        return Transformer.transform(new TransformCopy(), new Functions(stop), operation);
    }

    private static final class Functions extends ExprTransformCopy {

        private final @Nullable AtomicBoolean stop;

        Functions(@Nullable AtomicBoolean stop) {
            this.stop = stop;
        }

        @Override
        public Expr transform(ExprFunctionN function, ExprList arguments) {
            if (function instanceof E_Regex) {
                return new Regex(arguments, stop);
            } else if (function instanceof E_StrReplace) {
                return new Replace(arguments, stop);
            } else if (function instanceof E_StrConcat) {
                return new Concat(arguments);
            } else if (function instanceof E_Function call
                    && call.getFunctionIRI().startsWith(XPATH)) {
                return switch (call.getFunctionIRI().substring(XPATH.length())) {
                    case "matches" ->
                        isBetween(arguments, 2, 3) ? new Regex(arguments, stop) : super.transform(function, arguments);
                    case "replace" ->
                        isBetween(arguments, 3, 4)
                                ? new Replace(arguments, stop)
                                : super.transform(function, arguments);
                    case "concat" -> new Concat(arguments);
                    case "encode-for-uri" ->
                        isBetween(arguments, 1, 1)
                                ? new Encode(arguments.get(0))
                                : super.transform(function, arguments);
                    default -> super.transform(function, arguments);
                };
            }
            return super.transform(function, arguments);
        }

        @Override
        public Expr transform(ExprFunction1 function, Expr argument) {
            return function instanceof E_StrEncodeForURI ? new Encode(argument) : super.transform(function, argument);
        }

        private static boolean isBetween(ExprList arguments, int least, int most) {
            return arguments.size() >= least && arguments.size() <= most;
        }
    }

    private static int letters(NodeValue value) {
        return value.asNode().isLiteral()
                ? value.asNode().getLiteralLexicalForm().length()
                : 0;
    }

    private static void limit(long letters) {
        if (letters > MOST_LETTERS) {
            throw new TooLongException();
        }
    }

    /** A text that stops whoever reads it, when it is time. */
    private static final class Watched implements CharSequence {

        /** How many letters are read between two looks at the signal, less one. */
        private static final int BETWEEN = 0xfff;

        private final String text;
        private final AtomicBoolean stop;
        private int read;

        private Watched(String text, AtomicBoolean stop) {
            this.text = text;
            this.stop = stop;
        }

        static CharSequence of(String text, Pattern pattern, @Nullable AtomicBoolean stop) {
            return stop == null || !REPEATING.matcher(pattern.pattern()).find() ? text : new Watched(text, stop);
        }

        @Override
        public char charAt(int index) {
            if ((++read & BETWEEN) == 0 && stop.get()) {
                throw new QueryCancelledException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A function with a pattern, which is mostly the same for each row. */
    private abstract static class WithPattern extends ExprFunctionN {

        final @Nullable AtomicBoolean stop;
        private String source = "";
        private String flags = "";
        private @Nullable Pattern pattern;

        WithPattern(String name, ExprList arguments, @Nullable AtomicBoolean stop) {
            super(name, arguments);
            this.stop = stop;
        }

        Pattern pattern(NodeValue wanted, @Nullable NodeValue wantedFlags) {
            if (!wanted.isString() || wantedFlags != null && !wantedFlags.isString()) {
                throw new ExprEvalException("A pattern and its flags are strings");
            }
            String own = wantedFlags == null ? "" : wantedFlags.getString();
            Pattern known = pattern;
            if (known == null || !source.equals(wanted.getString()) || !flags.equals(own)) {
                if (!own.matches("[smixq]*")) {
                    throw new ExprEvalException("Flags are among smixq");
                }
                known = RegexEngine.makePattern(opName(), wanted.getString(), own.isEmpty() ? null : own);
                source = wanted.getString();
                flags = own;
                pattern = known;
            }
            return known;
        }

        private String opName() {
            return getFunctionSymbol().getSymbol();
        }
    }

    private static final class Regex extends WithPattern {

        Regex(ExprList arguments, @Nullable AtomicBoolean stop) {
            super("regex", arguments, stop);
        }

        @Override
        public NodeValue eval(List<NodeValue> values) {
            NodeValue text = values.get(0);
            if (!text.isString() && !text.isLangString()) {
                throw new ExprEvalException("A pattern is looked for in a string");
            }
            Pattern pattern = pattern(values.get(1), values.size() > 2 ? values.get(2) : null);
            return NodeValue.booleanReturn(
                    pattern.matcher(Watched.of(text.asNode().getLiteralLexicalForm(), pattern, stop))
                            .find());
        }

        @Override
        public Expr copy(ExprList arguments) {
            return new Regex(arguments, stop);
        }
    }

    /** Jena replaces, when it is certain that it will come to an end. */
    private static final class Replace extends WithPattern {

        private final E_StrReplace replacing;

        Replace(ExprList arguments, @Nullable AtomicBoolean stop) {
            super("replace", arguments, stop);
            this.replacing = new E_StrReplace(
                    arguments.get(0),
                    arguments.get(1),
                    arguments.get(2),
                    arguments.size() > 3 ? arguments.get(3) : null);
        }

        @Override
        public NodeValue eval(List<NodeValue> values) {
            if (values.get(0).asNode().isLiteral()) {
                String text = values.get(0).asNode().getLiteralLexicalForm();
                Pattern pattern = pattern(values.get(1), values.size() > 3 ? values.get(3) : null);
                String replacement = values.get(2).asNode().isLiteral()
                        ? values.get(2).asNode().getLiteralLexicalForm()
                        : "";
                long groups =
                        replacement.chars().filter(letter -> letter == '$').count();
                long letters = text.length();
                Matcher found = pattern.matcher(Watched.of(text, pattern, stop));
                while (found.find()) {
                    letters += replacement.length() + groups * (found.end() - found.start());
                    limit(letters);
                }
            }
            return replacing.eval(values);
        }

        @Override
        public Expr copy(ExprList arguments) {
            return new Replace(arguments, stop);
        }
    }

    private static final class Concat extends ExprFunctionN {

        Concat(ExprList arguments) {
            super("concat", arguments);
        }

        @Override
        public NodeValue eval(List<NodeValue> values) {
            limit(values.stream().mapToLong(StoppableTexts::letters).sum());
            return new E_StrConcat(new ExprList()).eval(values);
        }

        @Override
        public Expr copy(ExprList arguments) {
            return new Concat(arguments);
        }
    }

    private static final class Encode extends ExprFunction1 {

        Encode(Expr argument) {
            super(argument, "encode_for_uri");
        }

        @Override
        public NodeValue eval(NodeValue value) {
            NodeValue encoded = new E_StrEncodeForURI(value).eval(value);
            limit(letters(encoded));
            return encoded;
        }

        @Override
        public Expr copy(Expr argument) {
            return new Encode(argument);
        }
    }
}
