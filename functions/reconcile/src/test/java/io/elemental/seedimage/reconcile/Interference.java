package io.elemental.seedimage.reconcile;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What happens to external calls: nothing, until one of them is picked, by its number, for something to happen at. */
final class Interference {

    /** The process ended here; an error, since nothing in it goes on. */
    static final class Crash extends Error {

        Crash() {
            super("the process ended here", null, false, false);
        }
    }

    private static final Set<String> WRITES = Set.of("put", "delete", "complete");

    private final Runnable afterWrite;
    private int calls;
    private int picked;
    private BiPredicate<String, String> kind = (_, _) -> false;
    private boolean afterwards;
    private Runnable happening = () -> {};
    private boolean dead;
    private final List<String> all = new ArrayList<>();

    /** @param afterWrite is called when the store was written to */
    Interference(Runnable afterWrite) {
        this.afterWrite = afterWrite;
    }

    /** Lets something happen at the call of this number, counted from 1, before it has its effect or after. */
    void at(int call, boolean after, Runnable happens) {
        calls = 0;
        picked = call;
        kind = (_, _) -> false;
        afterwards = after;
        happening = happens;
    }

    /** Lets something happen at the first call of this kind, by its method and first argument. */
    void atFirst(BiPredicate<String, String> which, boolean after, Runnable happens) {
        at(0, after, happens);
        kind = which;
    }

    /** From this call on there is no process any longer. */
    void crashAt(int call, boolean after) {
        at(call, after, () -> {
            dead = true;
            throw new Crash();
        });
    }

    void failAt(int call, boolean after, Supplier<RuntimeException> failure) {
        at(call, after, () -> {
            throw failure.get();
        });
    }

    /** Nothing happens any longer, and whoever crashed is started again. */
    void none() {
        at(0, false, () -> {});
        dead = false;
    }

    /** How many calls there were ever. */
    int all() {
        return all.size();
    }

    /** How many of them were of this name. */
    int all(String method) {
        return Collections.frequency(all, method);
    }

    /** The same port, with what happens here. */
    <T> T on(Class<T> port, T target) {
        InvocationHandler handler = (_, method, arguments) -> {
            var mine = begin(method.getName(), arguments == null ? "" : String.valueOf(arguments[0]));
            if (mine && !afterwards) {
                happen();
            }
            var answer = call(target, method, arguments);
            if (WRITES.contains(method.getName())) {
                afterWrite.run();
            }
            if (mine && afterwards) {
                happen();
            }
            return answer;
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    private synchronized boolean begin(String method, String argument) {
        if (dead) {
            throw new Crash();
        }
        all.add(method);
        if (kind.test(method, argument)) {
            kind = (_, _) -> false;
            return true;
        }
        return ++calls == picked;
    }

    private void happen() {
        var what = happening;
        happening = () -> {};
        what.run();
    }

    private static @Nullable Object call(Object target, java.lang.reflect.Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
