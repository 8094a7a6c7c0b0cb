package io.elemental.seedimage.serving;

import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.support.HandlerFunctionAdapter;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;

/** The function catalog and Spring MVC with routes alone: two auto-configurations, since cold start counts. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ContextFunctionCatalogAutoConfiguration.class, LifecycleAutoConfiguration.class})
public class FunctionServer {

    /**
     * Starts a function; it ends with the process.
     *
     * @param function says which beans it consists of, and imports this class
     * @param parts registers what it works with and others bring
     */
    public static ServletWebServerApplicationContext start(
            Class<?> function, Consumer<GenericApplicationContext> parts) {
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
