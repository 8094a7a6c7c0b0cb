package io.elemental.seedimage.local;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts requests to the API server, and calls of the store. */
final class Calls implements Interceptor {

    private final AtomicInteger api = new AtomicInteger();
    private final AtomicInteger store = new AtomicInteger();

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        api.incrementAndGet();
    }

    /** The same port, counted. */
    <T> T counted(Class<T> port, T target) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    store.incrementAndGet();
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    void forget() {
        api.set(0);
        store.set(0);
    }

    /** Calls since this was asked last, and how many they were per event. */
    String since(int events) {
        return String.format(
                Locale.ROOT,
                "%.1f API, %.1f store",
                api.getAndSet(0) / (double) events,
                store.getAndSet(0) / (double) events);
    }
}
