package eu.staytuned.lod.template;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A property or method, by its name at one place of a template: found once for each class that comes there. */
final class Member {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodType ONE = MethodType.methodType(Object.class, Object.class);
    private static final MethodType MANY = MethodType.methodType(Object.class, Object.class, Object[].class);

    private final String name;
    private final boolean property;
    private final Map<Class<?>, MethodHandle> known = new ConcurrentHashMap<>();
    private final Map<List<Class<?>>, MethodHandle> knownCalls = new ConcurrentHashMap<>();
    private @Nullable Found last;

    private record Found(Class<?> type, MethodHandle handle) {}

    private Member(String name, boolean property) {
        this.name = name;
        this.property = property;
    }

    static Member property(String name) {
        return new Member(name, true);
    }

    static Member method(String name) {
        return new Member(name, false);
    }

    /** The value of a property, or of a method without arguments. */
    @Nullable
    Object of(@Nullable Object thing) {
        if (thing == null) {
            throw new IllegalArgumentException("Nothing has no " + name);
        }
        if (property && thing instanceof Map<?, ?> map && map.containsKey(name)) {
            return map.get(name);
        }
        try {
            return handle(thing.getClass()).invokeExact(thing);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private MethodHandle handle(Class<?> type) {
        Found found = last;
        if (found != null && found.type() == type) {
            return found.handle();
        }
        MethodHandle handle = known.computeIfAbsent(
                type, any -> unreflect(find(type, new Object[0])).asType(ONE));
        last = new Found(type, handle);
        return handle;
    }

    /** What a method answers. */
    @Nullable
    Object call(@Nullable Object thing, @Nullable Object[] arguments) {
        if (arguments.length == 0) {
            return of(thing);
        }
        if (thing == null) {
            throw new IllegalArgumentException("Nothing has no " + name);
        }
        try {
            return (Object) handle(thing.getClass(), arguments).invokeExact(thing, arguments);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** Which of several methods of one name it is depends on what is given. */
    private MethodHandle handle(Class<?> type, @Nullable Object[] arguments) {
        List<Class<?>> types = new ArrayList<>(1 + arguments.length);
        types.add(type);
        for (Object argument : arguments) {
            types.add(argument == null ? Void.class : argument.getClass());
        }
        return knownCalls.computeIfAbsent(types, any -> unreflect(find(type, arguments))
                .asSpreader(Object[].class, arguments.length)
                .asType(MANY));
    }

    private static MethodHandle unreflect(Method method) {
        try {
            return LOOKUP.unreflect(method).asFixedArity();
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(method + " is not for templates", e);
        }
    }

    private Method find(Class<?> type, @Nullable Object[] arguments) {
        List<String> names = property ? List.of("get" + capital(), "is" + capital(), name) : List.of(name);
        for (String wanted : names) {
            for (Class<?> one : publicTypes(type)) {
                for (Method method : one.getMethods()) {
                    if (Modifier.isPublic(method.getDeclaringClass().getModifiers())
                            && isCalled(wanted, method, arguments)) {
                        return method;
                    }
                }
            }
            for (Method method : type.getMethods()) {
                if (isCalled(wanted, method, arguments) && method.trySetAccessible()) {
                    return method; // of what is the package's own
                }
            }
        }
        throw new IllegalArgumentException(type.getName() + " has no " + name + " for templates");
    }

    private static boolean isCalled(String name, Method method, @Nullable Object[] arguments) {
        return method.getName().equals(name)
                && !method.isBridge()
                && !Modifier.isStatic(method.getModifiers())
                && method.getReturnType() != void.class
                && takes(method, arguments);
    }

    private String capital() {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Of a class that is nobody else's to see, those above it that are. */
    private static Set<Class<?>> publicTypes(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        Deque<Class<?>> next = new ArrayDeque<>(List.of(type));
        while (!next.isEmpty()) {
            Class<?> one = next.remove();
            if (Modifier.isPublic(one.getModifiers())) {
                types.add(one);
            }
            List<Class<?>> above = new ArrayList<>(Arrays.asList(one.getInterfaces()));
            if (one.getSuperclass() != null) {
                above.add(0, one.getSuperclass());
            }
            next.addAll(above);
        }
        return types;
    }

    private static boolean takes(Method method, @Nullable Object[] arguments) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            Class<?> boxed = MethodType.methodType(parameters[i]).wrap().returnType();
            if (arguments[i] == null ? parameters[i].isPrimitive() : !boxed.isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
    }
}
