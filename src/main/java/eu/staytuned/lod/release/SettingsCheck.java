package eu.staytuned.lod.release;

import eu.staytuned.lod.rdf.EditDistance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

/**
 * Before anything is started: every setting that is given is one of ours, and says what its default says in kind. What kind
 * that is, and which settings there are, {@code application.yaml} tells. Narrower ranges are the business of those who use a
 * setting.
 */
final class SettingsCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final Logger log = LoggerFactory.getLogger(SettingsCheck.class);
    private static final String OURS = "publication";
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(OURS);

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        List<String> wrong = wrong(event.getEnvironment());
        if (!wrong.isEmpty()) {
            throw new CannotStartException(String.join("\n", wrong) + "\ndocs/operations.md has all settings.");
        }
    }

    /** What is wrong with the settings of an environment, one after the other. */
    static List<String> wrong(ConfigurableEnvironment environment) {
        Map<String, String> defaults = defaults();
        List<String> wrong = new ArrayList<>();
        Binder binder = Binder.get(environment);
        defaults.forEach((setting, standard) -> wrong(binder, setting, standard).ifPresent(wrong::add));
        wrong.addAll(unknown(environment, defaults));
        return wrong;
    }

    /** Every setting of ours and its default, as {@code application.yaml} has them. */
    static Map<String, String> defaults() {
        Map<String, String> defaults = new TreeMap<>();
        try {
            for (PropertySource<?> source :
                    new YamlPropertySourceLoader().load("defaults", new ClassPathResource("application.yaml"))) {
                for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
                    if (name.startsWith(OURS + ".")) {
                        defaults.put(name, String.valueOf(source.getProperty(name)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return defaults;
    }

    private static Optional<String> wrong(Binder binder, String setting, String standard) {
        if (standard.matches("true|false")) {
            return is(binder, setting, Boolean.class, any -> true)
                    ? Optional.empty()
                    : told(binder, setting, "true or false");
        }
        if (standard.matches("\\d+")) {
            return is(binder, setting, Integer.class, number -> number >= 0)
                    ? Optional.empty()
                    : told(binder, setting, "a whole number from 0 to 2147483647, such as " + standard);
        }
        if (standard.matches("\\d+[KMG]?B")) {
            return is(binder, setting, DataSize.class, size -> !size.isNegative())
                    ? Optional.empty()
                    : told(binder, setting, "a size from 0B, such as " + standard);
        }
        if (standard.matches("\\d+(ms|s|m|h|d)")) {
            return is(binder, setting, Duration.class, time -> !time.isNegative())
                    ? Optional.empty()
                    : told(binder, setting, "a time from 0s, such as " + standard);
        }
        return Optional.empty();
    }

    private static <T> boolean is(Binder binder, String setting, Class<T> kind, java.util.function.Predicate<T> range) {
        try {
            return binder.bind(setting, kind).map(range::test).orElse(false);
        } catch (BindException e) {
            return false;
        }
    }

    private static Optional<String> told(Binder binder, String setting, String right) {
        String value = binder.bind(setting, String.class).orElse("");
        return Optional.of(setting + " is \"" + value + "\": give " + right + ".");
    }

    private static List<String> unknown(ConfigurableEnvironment environment, Map<String, String> defaults) {
        List<String> unknown = new ArrayList<>();
        TreeSet<ConfigurationPropertyName> known = new TreeSet<>();
        defaults.keySet().forEach(setting -> known.add(ConfigurationPropertyName.of(setting)));
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource names) {
                names.stream()
                        .filter(PREFIX::isAncestorOf)
                        .map(SettingsCheck::withoutIndex)
                        .filter(name -> !known.contains(name))
                        .distinct()
                        .forEach(name -> {
                            String told = name + " is no setting." + meant(name.toString(), defaults);
                            if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource) {
                                log.warn(told); // the environment is shared with others, who may mean something else
                            } else {
                                unknown.add(told);
                            }
                        });
            }
        }
        return unknown;
    }

    private static ConfigurationPropertyName withoutIndex(ConfigurationPropertyName name) {
        return name.isLastElementIndexed() ? withoutIndex(name.getParent()) : name;
    }

    private static String meant(String name, Map<String, String> defaults) {
        return defaults.keySet().stream()
                .min(Comparator.comparingInt(setting -> EditDistance.of(name, setting)))
                .filter(setting -> EditDistance.of(name, setting) <= 4)
                .map(setting -> " Is " + setting + " meant?")
                .orElse("");
    }
}
