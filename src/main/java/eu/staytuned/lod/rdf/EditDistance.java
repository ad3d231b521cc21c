package eu.staytuned.lod.rdf;

/** How far apart two spellings are (Damerau-Levenshtein, each letter moved once at most). */
public final class EditDistance {

    private EditDistance() {}

    /** Letters to put in, take out, change or swap with the next. */
    public static int of(String one, String other) {
        return of(one, other, Math.max(one.length(), other.length()));
    }

    /**
     * Letters to put in, take out, change or swap with the next.
     *
     * @param limit beyond which it does not matter; more than it where the distance is more
     */
    public static int of(String one, String other, int limit) {
        if (Math.abs(one.length() - other.length()) > limit) {
            return limit + 1;
        }
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] now = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(Math.min(last[j] + 1, now[j - 1] + 1), last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    now[j] = Math.min(now[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = now;
            now = free;
        }
        return last[other.length()];
    }
}
