package io.quarkiverse.mqtt5endpoint.benchmarks.app;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.mqtt5endpoint.benchmarks.contender.Contender;
import io.quarkiverse.mqtt5endpoint.benchmarks.contender.Control;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Kind;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** A process of a connector: the same application for each of them. */
@QuarkusMain
public class Application implements QuarkusApplication {

    @ConfigProperty(name = "benchmark.work")
    String work;

    @Inject
    StreamPublisher multi;

    @Inject
    MethodPublisher emitter;

    @Inject
    DirectChannels direct;

    @Inject
    MethodCalls calls;

    @Override
    public int run(String... arguments) throws Exception {
        Work todo = Work.of(work);
        if (todo.kind() == Kind.CHANNELS || todo.kind() == Kind.UNSETTLED) {
            direct.open(todo);
        }
        new Control(contender(todo.kind()), calls).obey();
        return 0;
    }

    private Contender contender(Kind kind) {
        return kind == Kind.MULTI ? multi : emitter;
    }
}
