package io.quarkiverse.mqtt5endpoint.benchmarks.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.mqtt5endpoint.benchmarks.contender.Usage;
import io.quarkiverse.mqtt5endpoint.benchmarks.report.Figures;
import io.quarkiverse.mqtt5endpoint.benchmarks.report.Row;
import io.quarkiverse.mqtt5endpoint.benchmarks.responder.Counterpart;
import io.quarkiverse.mqtt5endpoint.benchmarks.responder.Traffic;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;

/** A contender at one work, with a responder of its own, from its start until all rounds are over. */
final class Entrant implements AutoCloseable {

    private static final int START_SECONDS = 30;
    private static final int ROUND_SECONDS = 30;
    private static final Duration SHORTLY = Duration.ofMillis(500);
    private static final Duration PATIENTLY = Duration.ofSeconds(ROUND_SECONDS);

    private final ContenderName name;
    private final Work work;
    private final Pace pace;
    private final List<Figures> rounds = new ArrayList<>();
    private Counterpart server;
    private ContenderProcess process;
    private String failure;

    Entrant(ContenderName name, Work work, Pace pace) {
        this.name = name;
        this.work = work;
        this.pace = pace;
    }

    /** Starts the process, and lets it work until it is warm. */
    void start(Path application) {
        attempt(() -> {
            server = Counterpart.started(work);
            process = ContenderProcess.start(application, name, work, server.port());
            server.awaitSubscriptions(START_SECONDS);
            // Answers only when it has started.
            process.usage();
            if (Counterpart.isBlind(work) && !work.kind().isPublishing()) {
                probe();
            }
            while (pace.isCold()) {
                pace.ran(one(pace.messages()));
            }
        });
    }

    /** A real server does not tell whether the contender has subscribed. */
    private void probe() throws Exception {
        while (process.handled() == 0) {
            server.deliver(1).get(ROUND_SECONDS, TimeUnit.SECONDS);
        }
        new Arrivals(process, SHORTLY).await(Long.MAX_VALUE);
    }

    void round() {
        attempt(() -> {
            Figures figures = one(pace.messages());
            pace.ran(figures);
            rounds.add(figures);
            // So that somebody who waits, or stops it, has something to look at.
            System.err.println(work.name() + " " + name.name() + " " + figures);
        });
    }

    private Figures one(int messages) throws Exception {
        long before = process.handled();
        Traffic traffic = server.traffic();
        Usage usage = process.usage();
        long began = System.nanoTime();
        double seconds = (run(messages, before) - began) / 1e9;
        Usage used = process.usage().since(usage);
        Traffic sent = server.traffic().since(traffic);
        long handled = work.kind().isPublishing() ? messages : process.handled() - before;
        check(messages, handled);
        return Figures.of(handled, messages, seconds, used, sent);
    }

    private void check(int messages, long handled) {
        if (handled < messages && work.qos() > 0) {
            throw new IllegalStateException(messages - handled + " of " + messages
                    + " messages were acknowledged, but never given to the application");
        }
    }

    /** Returns the time at which it was over. */
    private long run(int messages, long before) throws Exception {
        if (work.kind().isPublishing()) {
            var received = server.receive(messages);
            process.publish(messages);
            received.get(ROUND_SECONDS, TimeUnit.SECONDS);
        } else {
            server.deliver(messages).get(ROUND_SECONDS, TimeUnit.SECONDS);
        }
        return work.qos() == 0 || Counterpart.isBlind(work) && !work.kind().isPublishing()
                ? new Arrivals(process, work.qos() == 0 ? SHORTLY : PATIENTLY).await(before + messages)
                : System.nanoTime();
    }

    private void attempt(Attempt attempt) {
        if (failure != null) {
            return;
        }
        try {
            attempt.run();
        } catch (TimeoutException e) {
            failure = "nothing more after " + ROUND_SECONDS + " s: " + server.owed();
        } catch (Exception e) {
            failure = String.valueOf(e.getCause() == null ? e : e.getCause());
        }
    }

    ContenderName name() {
        return name;
    }

    Row row(Entrant plain) {
        return failure != null || plain.rounds.isEmpty() || rounds.isEmpty() ? Row.failed(name.name(), String.valueOf(failure))
                : Row.of(name.name(), rounds, plain.rounds);
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private interface Attempt {

        void run() throws Exception;
    }
}
