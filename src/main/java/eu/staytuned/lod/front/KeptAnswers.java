package eu.staytuned.lod.front;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.staytuned.lod.front.Keeping.Accept;
import eu.staytuned.lod.front.Keeping.Said;
import eu.staytuned.lod.store.Edition;
import eu.staytuned.lod.store.LaterKnowledge;
import eu.staytuned.lod.store.Store;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The answers that were given since the release took its place, as far as they fit. With the release they go, all at once:
 * what stands here is found only while that very release is on the shelf.
 */
@Component
class KeptAnswers {

    /** One answer that is larger is not kept: it would put out hundreds of others. */
    static final int LARGEST = 1024 * 1024;

    /** Nor are all of them together larger than this part of the heap: in a small one the release comes first. */
    private static final int SHARE_OF_HEAP = 16;

    /** So many forms and languages of one address; the one that came first makes room. */
    private static final int MOST_VARIANTS = 32;

    /** What different headers come to is remembered for so many of them. */
    private static final int MOST_HEADERS = 2_000;

    private static final String COMPRESSED = "-gzip\"";

    private final Store store;
    private final Wishes wishes;
    private final List<LaterKnowledge> later;
    private final long capacity;
    private final LongAdder given = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final ConcurrentHashMap<String, Object> forms = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, String> languages = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Boolean> encodings = new ConcurrentHashMap<>();
    private volatile @Nullable Stock stock;
    private volatile long checked = System.currentTimeMillis();

    KeptAnswers(
            Store store,
            Wishes wishes,
            ObjectProvider<LaterKnowledge> later,
            MeterRegistry meters,
            @Value("${publication.cache-size:32MB}") DataSize cacheSize) {
        this.store = store;
        this.wishes = wishes;
        this.later = later.stream().toList();
        this.capacity = Math.min(cacheSize.toBytes(), Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
        FunctionCounter.builder("publication.kept", given, LongAdder::doubleValue)
                .tag("result", "given")
                .description("Requests answered from memory, and those that might have been")
                .register(meters);
        FunctionCounter.builder("publication.kept", missed, LongAdder::doubleValue)
                .tag("result", "missed")
                .register(meters);
        Gauge.builder("publication.kept.bytes", this, KeptAnswers::bytes)
                .baseUnit("bytes")
                .register(meters);
    }

    /**
     * The answers of one release.
     *
     * @param edition this very object: another one that equals it may stand for other data
     * @param changes in what became known later, until then
     */
    record Stock(Edition edition, int changes, Cache<String, Place> places) {}

    /** What was answered at one address. */
    record Place(List<Variant> variants, int weight) {}

    /**
     * One answer and for whom it is.
     *
     * @param choice null where the header does not count, else what of it does
     * @param languages null where they do not count
     * @param condition what the client said to have, where the answer is that it has it; else null
     */
    private record Variant(
            @Nullable Object choice,
            boolean form,
            @Nullable String languages,
            boolean compressed,
            @Nullable String condition,
            Kept kept) {

        boolean suits(@Nullable Object asked, @Nullable String accept, @Nullable String of, boolean gzip) {
            return compressed == gzip
                    && (choice == null || choice.equals(form ? asked : accept(accept)))
                    && (languages == null || languages.equals(of));
        }

        boolean isInPlaceOf(Variant other) {
            return compressed == other.compressed
                    && form == other.form
                    && Objects.equals(choice, other.choice)
                    && Objects.equals(languages, other.languages)
                    && Objects.equals(condition, other.condition);
        }
    }

    /** What stands for a condition by time. */
    private static final String BY_TIME = "since";

    private static String accept(@Nullable String header) {
        return header == null ? "" : header;
    }

    /** The answers of the release on the shelf; null while nothing is to be kept. */
    @Nullable
    Stock stock() {
        if (capacity <= 0) {
            return null;
        }
        Optional<Edition> now = store.standing();
        if (now.isEmpty()) {
            return null;
        }
        int changes = 0;
        for (LaterKnowledge one : later) {
            changes += one.changes();
        }
        Stock known = stock;
        if (known == null || known.edition() != now.get() || known.changes() != changes) {
            known = new Stock(
                    now.get(),
                    changes,
                    Caffeine.newBuilder()
                            .maximumWeight(capacity)
                            .weigher((String address, Place place) -> 2 * address.length() + place.weight())
                            .executor(Runnable::run)
                            .build());
            stock = known;
        }
        return known;
    }

    /** Whether the store is there, and so what stands here is true. */
    boolean areChecked() {
        if (!store.isThere()) {
            return false;
        }
        checked = System.currentTimeMillis();
        return true;
    }

    /** How many seconds ago it was certainly true. */
    long age() {
        return Math.max(0, System.currentTimeMillis() - checked) / 1000;
    }

    /**
     * The answer to a request, if it was given before.
     *
     * @param alone whether there is nobody to ask where it is not
     */
    @Nullable
    Kept find(Asked asked, Stock from, boolean alone) {
        Place place = from.places().getIfPresent(asked.address());
        Kept found = place == null ? null : find(asked, place.variants(), alone);
        (found == null ? missed : given).increment();
        return found;
    }

    private @Nullable Kept find(Asked asked, List<Variant> variants, boolean alone) {
        Object form = form(asked);
        String reads = languages(asked);
        boolean compressed = compressed(asked);
        Kept whole = null;
        for (int i = variants.size() - 1; i >= 0; i--) {
            Variant variant = variants.get(i);
            if (!variant.suits(form, asked.accept(), reads, compressed)) {
                continue;
            }
            if (variant.condition() == null) {
                whole = variant.kept();
            } else if (variant.condition().equals(asked.tag())
                    || asked.since() >= 0
                            && variant.condition().equals(BY_TIME)
                            && variant.kept().modified() >= 0
                            && variant.kept().modified() <= asked.since()) {
                return variant.kept();
            }
        }
        if (whole == null || isWholeWanted(asked, whole)) {
            return whole;
        }
        if (!alone) {
            return null;
        }
        return asked.tag() == null && whole.modified() < 0
                        || asked.tag() != null && whole.tag().isEmpty()
                ? whole
                : whole.notModified();
    }

    /** Whether the client certainly has another one. Where it may have this one, those who know shall say so. */
    private static boolean isWholeWanted(Asked asked, Kept whole) {
        if (!asked.isConditional() || whole.status() == 303) {
            return true;
        }
        return asked.tag() != null
                ? !whole.tag().isEmpty() && !opaque(asked.tag()).equals(opaque(whole.tag()))
                : whole.modified() > asked.since();
    }

    /** What two tags of the same content have in common, weak or strong, compressed or not. */
    private static String opaque(String tag) {
        String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
        return strong.endsWith(COMPRESSED) ? strong.substring(0, strong.length() - COMPRESSED.length()) + '"' : strong;
    }

    /** Keeps what was answered, if one release stood on the shelf all the while. */
    void keep(Asked asked, Stock stock, Said said, Kept kept) {
        boolean anew = kept.status() == 304;
        if (stock != stock()
                || asked.head()
                || anew && !asked.isConditional()
                || !said.anyParameters() && !asked.hasParametersThat(wishes::isParameter)
                || kept.weight() > Math.min(LARGEST, capacity)) {
            return;
        }
        Object choice =
                switch (said.accept()) {
                    case NONE -> null;
                    case FORM -> form(asked);
                    case EVERYTHING -> accept(asked.accept());
                };
        Variant variant = new Variant(
                choice,
                said.accept() == Accept.FORM,
                said.inLanguages() ? languages(asked) : null,
                compressed(asked),
                anew ? asked.tag() == null ? BY_TIME : asked.tag() : null,
                kept);
        stock.places().asMap().compute(asked.address(), (address, place) -> with(variant, place));
    }

    private static Place with(Variant variant, @Nullable Place place) {
        List<Variant> variants = new ArrayList<>();
        if (place != null) {
            place.variants().stream()
                    .filter(other -> !variant.isInPlaceOf(other))
                    .forEach(variants::add);
            if (variants.size() >= MOST_VARIANTS) {
                variants.remove(0);
            }
        }
        variants.add(variant);
        int weight = variants.stream().mapToInt(one -> one.kept().weight() + 64).sum();
        return new Place(List.copyOf(variants), weight);
    }

    private Object form(Asked asked) {
        return remembered(accept(asked.accept()), asked.accept(), forms, header -> wishes.form(Asked.lines(header)));
    }

    private String languages(Asked asked) {
        return remembered(
                accept(asked.languages()),
                asked.languages(),
                languages,
                header -> wishes.languages(Asked.lines(header)));
    }

    private boolean compressed(Asked asked) {
        return remembered(
                accept(asked.encodings()),
                asked.encodings(),
                encodings,
                header -> wishes.compressed(Asked.lines(header)));
    }

    private static <T> T remembered(
            String key,
            @Nullable String header,
            ConcurrentHashMap<String, T> known,
            Function<@Nullable String, T> rule) {
        T result = known.get(key);
        if (result == null) {
            result = rule.apply(header);
            if (known.size() >= MOST_HEADERS) {
                known.clear();
            }
            known.put(key, result);
        }
        return result;
    }

    private double bytes() {
        Stock now = stock;
        return now == null
                ? 0
                : now.places().policy().eviction().stream()
                        .mapToLong(eviction -> eviction.weightedSize().orElse(0))
                        .sum();
    }
}
