package io.quarkiverse.mqtt5endpoint.runtime;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.AbstractMultiOperator;
import io.smallrye.mutiny.operators.multi.MultiOperatorProcessor;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Handler;
import io.vertx.core.impl.ContextInternal;

/**
 * Emits on a Vert.x context: immediately if the thread is already the context's, and never more than was asked for, as
 * there is no buffer in between.
 */
final class OnContext<T> extends AbstractMultiOperator<T, T> {

    private final ContextInternal context;

    OnContext(Multi<? extends T> upstream, ContextInternal context) {
        super(upstream);
        this.context = context;
    }

    @Override
    public void subscribe(MultiSubscriber<? super T> downstream) {
        upstream.subscribe().withSubscriber(new Hop<>(downstream, context));
    }

    private static final class Hop<T> extends MultiOperatorProcessor<T, T> {

        private final ContextInternal context;
        private final Handler<T> item = super::onItem;

        Hop(MultiSubscriber<? super T> downstream, ContextInternal context) {
            super(downstream);
            this.context = context;
        }

        @Override
        public void onItem(T message) {
            context.emit(message, item);
        }

        @Override
        public void onFailure(Throwable failure) {
            context.emit(failure, super::onFailure);
        }

        @Override
        public void onCompletion() {
            context.emit(null, nothing -> super.onCompletion());
        }
    }
}
