package eu.staytuned.lod.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ResourceLoader;

/** Templates of a folder, each compiled when it is first written. */
final class CompiledTemplates implements Templates {

    private final MessageSource messages;
    private final ResourceLoader resources;
    private final String folder;
    private final Map<String, Integer> names = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, List<Markup.Node>> texts = new ConcurrentHashMap<>();
    private final Map<String, Part> pages = new ConcurrentHashMap<>();
    private final Map<String, Fragment> fragments = new ConcurrentHashMap<>();
    private final Collection<Fragment.Reference> references = new ConcurrentLinkedQueue<>();

    CompiledTemplates(MessageSource messages, ResourceLoader resources, String folder) {
        this.messages = messages;
        this.resources = resources;
        this.folder = folder;
    }

    @Override
    public byte[] write(String template, Locale locale, Map<String, ?> values) {
        Part page = page(template);
        Frame frame = new Frame(locale, count.get());
        values.forEach((name, value) -> frame.set(name(name), value));
        Output output = new Output();
        page.write(frame, output);
        return output.toByteArray();
    }

    /** Compiles a template and finds all that it writes of others, so that a fault in it is known. */
    void check(String template) {
        page(template);
        for (Markup.Element element :
                Markup.find(text(template), one -> one.attribute("th:fragment").isPresent())) {
            String signature = element.attribute("th:fragment").orElseThrow();
            fragment(template, signature.replaceFirst("\\(.*", "").strip());
        }
        List.copyOf(references).forEach(Fragment.Reference::get);
    }

    private Part page(String template) {
        Part known = pages.get(template);
        return known != null
                ? known
                : pages.computeIfAbsent(template, name -> new Compiler(name, new Names(name)).content(text(name)));
    }

    private List<Markup.Node> text(String template) {
        return texts.computeIfAbsent(template, name -> {
            try (InputStream in = resources.getResource(folder + name + ".html").getInputStream()) {
                return Markup.of(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private int name(String name) {
        Integer known = names.get(name);
        return known != null ? known : names.computeIfAbsent(name, any -> count.getAndIncrement());
    }

    private Fragment fragment(String template, String fragment) {
        String key = template + " :: " + fragment;
        Fragment known = fragments.get(key);
        if (known != null) {
            return known;
        }
        List<Markup.Element> found = Markup.find(
                text(template),
                element -> element.name().equals(fragment)
                        || element.attribute("th:fragment")
                                .filter(signature -> signature.equals(fragment) || signature.startsWith(fragment + "("))
                                .isPresent());
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " fragments are " + key);
        }
        Markup.Element element = found.get(0);
        int[] parameters = element.attribute("th:fragment").map(Expressions::parameters).orElse(List.of()).stream()
                .mapToInt(this::name)
                .toArray();
        Fragment compiled =
                new Fragment(parameters, new Compiler(template, new Names(template)).content(List.of(element)));
        Fragment before = fragments.putIfAbsent(key, compiled);
        return before == null ? compiled : before;
    }

    private final class Names implements Expressions.Scope {

        private final String template;

        Names(String template) {
            this.template = template;
        }

        @Override
        public int name(String name) {
            return CompiledTemplates.this.name(name);
        }

        @Override
        public String message(String key, @Nullable Object @Nullable [] arguments, Locale locale) {
            return messages.getMessage(key, arguments, locale);
        }

        @Override
        public Fragment.Reference fragment(String other, String fragment) {
            Found reference = new Found(other.isEmpty() ? template : other, fragment);
            references.add(reference);
            return reference;
        }
    }

    private final class Found implements Fragment.Reference {

        private final String template;
        private final String name;
        private @Nullable Fragment fragment;

        Found(String template, String name) {
            this.template = template;
            this.name = name;
        }

        @Override
        public Fragment get() {
            Fragment known = fragment;
            if (known == null) {
                known = CompiledTemplates.this.fragment(template, name);
                fragment = known;
            }
            return known;
        }
    }
}
