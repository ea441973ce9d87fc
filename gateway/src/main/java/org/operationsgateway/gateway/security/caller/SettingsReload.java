package org.operationsgateway.gateway.security.caller;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The reload of API keys and grants: the files of the settings are read again at intervals, as Spring Boot reads them
 * at the start. So a key that is removed from a file is refused without a restart. Thread-safe.
 *
 * <p>Settings that are not valid change nothing, and are logged. All other settings need a restart.
 */
@Component
final class SettingsReload implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SettingsReload.class);
    private static final String PREFIX = "gateway.security";

    private final ConfigurableEnvironment environment;
    private volatile CallerProperties current;
    private volatile String problem = "";
    private volatile @Nullable Consumer<CallerProperties> listener;
    private volatile Disposable running = Disposables.disposed();

    SettingsReload(ConfigurableEnvironment environment, CallerProperties properties) {
        this.environment = environment;
        this.current = properties;
    }

    /** Sets the listener, which receives the settings at once, and again whenever they change. */
    void onChange(Consumer<CallerProperties> consumer) {
        listener = consumer;
        consumer.accept(current);
    }

    @Override
    public void start() {
        if (listener != null && current.reloadInterval().isPositive()) {
            running = Flux.interval(current.reloadInterval())
                    .onBackpressureDrop()
                    // Reading files blocks.
                    .concatMap(tick -> reload().subscribeOn(Schedulers.boundedElastic()), 1)
                    .subscribe();
        }
    }

    private Mono<Void> reload() {
        return Mono.fromSupplier(this::read)
                .doOnNext(this::replace)
                .doOnError(this::failed)
                .onErrorComplete()
                .then();
    }

    private void replace(CallerProperties latest) {
        problem = "";
        if (!grants(latest).equals(grants(current))) {
            Objects.requireNonNull(listener).accept(latest);
            current = latest;
            log.info(
                    "Reloaded {} API keys, and {} entries of grants",
                    latest.apiKeys().size(),
                    latest.grants().size());
        }
    }

    /** Logs a problem once, and not again at each interval. */
    private void failed(Throwable failure) {
        String message = message(failure);
        if (!message.equals(problem)) {
            problem = message;
            log.warn("Failed to reload the API keys and grants, so the earlier ones hold: {}", message);
        }
    }

    private static List<Object> grants(CallerProperties properties) {
        return List.of(properties.apiKeys(), properties.grants());
    }

    private CallerProperties read() {
        StandardEnvironment latest = new StandardEnvironment();
        latest.getPropertySources().stream()
                .map(PropertySource::getName)
                .toList()
                .forEach(latest.getPropertySources()::remove);
        environment.getPropertySources().stream()
                .filter(source -> !isFile(source))
                // This source contains all others, with the earlier contents of the files.
                .filter(source -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
                .forEach(latest.getPropertySources()::addLast);
        ConfigDataEnvironmentPostProcessor.applyTo(latest);
        return Binder.get(latest).bindOrCreate(PREFIX, CallerProperties.class);
    }

    private static boolean isFile(PropertySource<?> source) {
        return source instanceof OriginTrackedMapPropertySource || source instanceof ConfigTreePropertySource;
    }

    /** Returns the message of the deepest cause, which names the setting, in one line. */
    private static String message(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().map(String::strip).collect(Collectors.joining(" "));
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
