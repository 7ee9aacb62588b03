package dev.lathe.serve;

import dev.lathe.model.engine.EngineStats;
import dev.lathe.serve.http.Endpoint;
import dev.lathe.serve.http.Exchange;
import dev.lathe.serve.reply.Gate;
import dev.lathe.serve.reply.ServedModel;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Counts what the server does, in the text format of Prometheus. */
final class ServerMetrics {
    private static final double NANOS = 1e9;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().build();
    private final Counter requests;
    private final Histogram seconds;
    private final ServedModel model;

    ServerMetrics(ServedModel model, Gate gate) {
        this.model = model;
        requests = Counter.builder()
                .name("lathe_http_requests_total")
                .help("Requests, by path and status.")
                .labelNames("path", "status")
                .register(registry);
        seconds = Histogram.builder()
                .name("lathe_http_request_seconds")
                .help("How long requests took, from their headers to the end of the answer.")
                .labelNames("path")
                .classicUpperBounds(.01, .03, .1, .3, 1, 3, 10, 30, 100, 300)
                .classicOnly()
                .register(registry);
        GaugeWithCallback.builder()
                .name("lathe_replies_in_progress")
                .help("Replies that are being written or wait.")
                .callback(gauge -> gauge.call(gate.taken()))
                .register(registry);
        gauge("lathe_engine_running", "Requests in the engine's batch.", EngineStats::running);
        gauge("lathe_engine_waiting", "Requests that wait to join it.", EngineStats::waiting);
        gauge("lathe_engine_cache_blocks", "Blocks of the key-value cache.", EngineStats::blocks);
        gauge("lathe_engine_cache_blocks_used", "Blocks that belong to running requests.", EngineStats::usedBlocks);
        counter("lathe_engine_prompt_tokens_total", "Tokens of prompts.", EngineStats::promptTokens);
        counter("lathe_engine_cached_tokens_total", "Prompt tokens found in the cache.", EngineStats::cachedTokens);
        counter("lathe_engine_generated_tokens_total", "Tokens written.", EngineStats::generatedTokens);
        counter("lathe_engine_finished_total", "Requests that ended.", EngineStats::finished);
        counter("lathe_engine_preemptions_total", "Requests put back for want of memory.", EngineStats::preemptions);
    }

    private void gauge(String name, String help, ToDoubleFunction<EngineStats> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> stats().map(value::applyAsDouble).ifPresent(gauge::call))
                .register(registry);
    }

    private void counter(String name, String help, ToDoubleFunction<EngineStats> value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(counter -> stats().map(value::applyAsDouble).ifPresent(counter::call))
                .register(registry);
    }

    /** Returns nothing once the engine has failed, which is for {@code /health} to tell; what the server counts itself goes on. */
    private Optional<EngineStats> stats() {
        try {
            return Optional.of(model.engine().stats());
        } catch (IllegalStateException failed) {
            return Optional.empty();
        }
    }

    void record(String path, int status, long nanos) {
        requests.labelValues(path, Integer.toString(status)).inc();
        seconds.labelValues(path).observe(nanos / NANOS);
    }

    /** Answers {@code GET /metrics}. */
    Endpoint endpoint() {
        return this::write;
    }

    private void write(Exchange exchange) throws IOException {
        var out = new ByteArrayOutputStream();
        writer.write(out, registry.scrape());
        exchange.send(200, writer.getContentType(), out.toByteArray());
    }
}
