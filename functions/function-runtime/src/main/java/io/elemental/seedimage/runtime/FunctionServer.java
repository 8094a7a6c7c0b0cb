package io.elemental.seedimage.runtime;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.FunctionProperties;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry;
import org.springframework.cloud.function.json.JacksonMapper;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.messaging.converter.ByteArrayMessageConverter;
import org.springframework.messaging.converter.CompositeMessageConverter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.support.HandlerFunctionAdapter;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server of functions: Spring Cloud Function's catalog, and Spring MVC's routes to it. Registers its beans one by
 * one, without configuration classes or auto-configuration, since cold start counts.
 */
public final class FunctionServer {

    /** How long running requests may continue when the process is told to end. */
    private static final Duration DRAIN = Duration.ofSeconds(30);

    /** Turns off a pre-initializer that prepares, in another thread, nothing that is used here. */
    private static final String NO_PREINITIALIZER = "spring.backgroundpreinitializer.ignore";

    private final GenericApplicationContext context;
    private final SimpleFunctionRegistry functions;

    private FunctionServer(GenericApplicationContext context) {
        this.context = context;
        this.functions = new SimpleFunctionRegistry(
                new DefaultConversionService(),
                new CompositeMessageConverter(List.of(new ByteArrayMessageConverter())),
                new JacksonMapper(new JsonMapper()),
                new FunctionProperties(),
                null);
        context.registerBean(FunctionCatalog.class, () -> functions);
        context.registerBean("lifecycleProcessor", DefaultLifecycleProcessor.class, FunctionServer::lifecycle);
        context.registerBean(HandlerFunctionAdapter.class, HandlerFunctionAdapter::new);
        var servlet = new DispatcherServlet();
        context.registerBean("dispatcherServlet", DispatcherServlet.class, () -> servlet);
        context.registerBean("dispatcherServletAtRoot", ServletRegistrationBean.class, () -> atRoot(servlet));
        context.registerBean(FilterRegistrationBean.class, () -> new FilterRegistrationBean<>(new Refusals()));
    }

    /**
     * Starts a program, which ends with the process.
     *
     * @param parts adds its functions, routes and settings
     */
    public static ServletWebServerApplicationContext start(Class<?> program, Consumer<FunctionServer> parts) {
        System.setProperty(NO_PREINITIALIZER, "true");
        var application = new SpringApplication(program);
        application.setBannerMode(Banner.Mode.OFF);
        application.setApplicationContextFactory(_ -> new ServletWebServerApplicationContext());
        application.addInitializers(context -> parts.accept(new FunctionServer((GenericApplicationContext) context)));
        return (ServletWebServerApplicationContext) application.run();
    }

    /** Puts a function into the catalog. */
    public <I, O> FunctionServer function(String name, Class<I> from, Class<O> to, Function<I, O> function) {
        var type = ResolvableType.forClassWithGenerics(Function.class, from, to);
        functions.register(new FunctionRegistration<>(function, name).type(type.getType()));
        return this;
    }

    /** Adds routes, from requests to functions of the catalog. Answers are bytes. */
    public FunctionServer routes(Function<FunctionCatalog, RouterFunction<ServerResponse>> routes) {
        context.registerBean(RouterFunctionMapping.class, () -> {
            var mapping = new RouterFunctionMapping(routes.apply(functions));
            mapping.setMessageConverters(List.of(new ByteArrayHttpMessageConverter()));
            return mapping;
        });
        return this;
    }

    /** Adds the resolver that turns exceptions into answers. */
    public FunctionServer exceptions(HandlerExceptionResolver resolver) {
        context.registerBean(HandlerExceptionResolver.class, () -> resolver);
        return this;
    }

    public FunctionServer webServer(TomcatServletWebServerFactory factory) {
        context.registerBean(TomcatServletWebServerFactory.class, () -> factory);
        return this;
    }

    /** Adds a task that runs when the last request has ended. */
    public FunctionServer atEnd(Runnable last) {
        context.registerBean(DisposableBean.class, () -> last::run);
        return this;
    }

    private static DefaultLifecycleProcessor lifecycle() {
        var processor = new DefaultLifecycleProcessor();
        processor.setTimeoutPerShutdownPhase(DRAIN.toMillis());
        return processor;
    }

    private static ServletRegistrationBean<DispatcherServlet> atRoot(DispatcherServlet servlet) {
        var registration = new ServletRegistrationBean<>(servlet, "/");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
