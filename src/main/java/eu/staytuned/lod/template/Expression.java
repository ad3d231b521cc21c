package eu.staytuned.lod.template;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stands in a template for a value. */
interface Expression {

    @Nullable
    Object value(Frame frame);

    /** Whether it holds, as conditions of templates take it. */
    default boolean holds(Frame frame) {
        return holds(value(frame));
    }

    static boolean holds(@Nullable Object value) {
        if (value instanceof Boolean yes) {
            return yes;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return value != null
                && !(value instanceof String text
                        && switch (text.strip().toLowerCase(Locale.ROOT)) {
                            case "false", "off", "no" -> true;
                            default -> false;
                        });
    }

    /** Its text; empty where there is none. */
    default String text(Frame frame) {
        Object value = value(frame);
        return value == null ? "" : value.toString();
    }

    static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number one && right instanceof Number other) {
            return compare(one, other) == 0;
        }
        if (left instanceof CharSequence && right instanceof CharSequence) {
            return left.toString().equals(right.toString());
        }
        return left == null ? right == null : left.equals(right);
    }

    static int compare(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Integer one && right instanceof Integer other) {
            return Integer.compare(one, other);
        }
        if (left instanceof Number && right instanceof Number) {
            return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
        }
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null); // nothing is less than anything
        }
        throw new IllegalArgumentException(left + " and " + right + " are not numbers");
    }

    /** Numbers are added, anything else is written one after the other. */
    static Object sum(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number one && right instanceof Number other) {
            return arithmetic(one, other, 1);
        }
        return String.valueOf(left).concat(String.valueOf(right));
    }

    static Object difference(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number one && right instanceof Number other) {
            return arithmetic(one, other, -1);
        }
        throw new IllegalArgumentException(left + " and " + right + " are not numbers");
    }

    private static Number arithmetic(Number left, Number right, int sign) {
        if (left instanceof Double || right instanceof Double) {
            return left.doubleValue() + sign * right.doubleValue();
        }
        if (left instanceof Integer && right instanceof Integer) {
            return left.intValue() + sign * right.intValue();
        }
        return left.longValue() + sign * right.longValue();
    }
}
