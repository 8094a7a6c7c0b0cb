package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.telemetry.Measure;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.util.List;

/** Counts the calls of the cluster's API by outcome, outages included. */
final class MeteredCalls implements Interceptor {

    private final MeterRegistry meters;

    MeteredCalls(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> body) {
        count(request, response.code() / 100 + "xx");
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        count(request, "unreachable");
    }

    private void count(HttpRequest request, String outcome) {
        Measure.CLUSTER_CALLS.count(meters, 1, "method", Measure.word(request.method()), "outcome", outcome);
    }
}
