package io.elemental.seedimage.serving;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.cloud.function.context.FunctionProperties;
import org.springframework.cloud.function.context.FunctionRegistry;
import org.springframework.cloud.function.context.catalog.BeanFactoryAwareFunctionRegistry;
import org.springframework.cloud.function.json.JacksonMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.messaging.converter.ByteArrayMessageConverter;
import org.springframework.messaging.converter.CompositeMessageConverter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.support.HandlerFunctionAdapter;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * The function catalog and Spring MVC with routes alone. Made by hand, since cold start counts: auto-configuration also
 * brings what turns messages into JSON and back, and functions here take and give values.
 */
@Configuration(proxyBeanMethods = false)
public class FunctionServer {

    /** How long requests under way may go on when the process is told to end. */
    private static final Duration DRAIN = Duration.ofSeconds(30);

    /** Nothing that it prepares in another thread is used here. */
    private static final String NO_PREINITIALIZER = "spring.backgroundpreinitializer.ignore";

    /**
     * Starts a function; it ends with the process.
     *
     * @param function says which beans it consists of, and imports this class
     * @param parts registers what it works with and others bring
     */
    public static ServletWebServerApplicationContext start(
            Class<?> function, Consumer<GenericApplicationContext> parts) {
        System.setProperty(NO_PREINITIALIZER, "true");
        var application = new SpringApplication(function);
        application.setBannerMode(Banner.Mode.OFF);
        application.addInitializers(context -> parts.accept((GenericApplicationContext) context));
        return (ServletWebServerApplicationContext) application.run();
    }

    /** Routes whose answers are bytes. */
    public static RouterFunctionMapping mapping(RouterFunction<ServerResponse> routes) {
        var mapping = new RouterFunctionMapping(routes);
        mapping.setMessageConverters(List.of(new ByteArrayHttpMessageConverter()));
        return mapping;
    }

    @Bean
    FunctionRegistry functionCatalog() {
        return new BeanFactoryAwareFunctionRegistry(
                new DefaultConversionService(),
                new CompositeMessageConverter(List.of(new ByteArrayMessageConverter())),
                new JacksonMapper(new JsonMapper()),
                new FunctionProperties(),
                null);
    }

    @Bean
    DefaultLifecycleProcessor lifecycleProcessor() {
        var processor = new DefaultLifecycleProcessor();
        processor.setTimeoutPerShutdownPhase(DRAIN.toMillis());
        return processor;
    }

    @Bean
    HandlerFunctionAdapter handlerFunctionAdapter() {
        return new HandlerFunctionAdapter();
    }

    @Bean
    DispatcherServlet dispatcherServlet() {
        return new DispatcherServlet();
    }

    @Bean
    ServletRegistrationBean<DispatcherServlet> dispatcherServletAtRoot(DispatcherServlet dispatcherServlet) {
        var registration = new ServletRegistrationBean<>(dispatcherServlet, "/");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
