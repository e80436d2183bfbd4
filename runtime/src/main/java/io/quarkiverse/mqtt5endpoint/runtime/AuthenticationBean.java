package io.quarkiverse.mqtt5endpoint.runtime;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.mqtt5endpoint.Mqtt5Authentication;
import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.quarkiverse.mqtt5endpoint.core.engine.Authentication;
import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.smallrye.mutiny.Uni;

/** The application's authentication method, as the core calls it. */
record AuthenticationBean(String method, Mqtt5Authentication bean) implements Authentication {

    private static final String NULL = " of Mqtt5Authentication must not return null";

    /**
     * @param name the bean's, as the attribute has it
     */
    static AuthenticationBean of(String name, Mqtt5Authentication bean) {
        String method = bean.getMethod();
        if (method == null) {
            throw Attribute.AUTHENTICATION_MECHANISM_NAME.wrong(name,
                    "be the @Identifier of an Mqtt5Authentication bean whose getMethod() does not return null");
        }
        return new AuthenticationBean(method, bean);
    }

    @Override
    public Duration timeout() {
        return bean.getTimeout().orElse(Duration.ZERO);
    }

    @Override
    public Exchange authenticate() {
        return new Steps(requireNonNull(bean.authenticate(), "authenticate()" + NULL));
    }

    @Override
    public Exchange reauthenticate() {
        return new Steps(requireNonNull(bean.reauthenticate(), "reauthenticate()" + NULL));
    }

    @Override
    public Exchange reauthenticate(byte[] request) {
        return new Steps(requireNonNull(bean.reauthenticate(request), "reauthenticate(byte[])" + NULL));
    }

    private record Steps(Mqtt5Authentication.Exchange exchange) implements Exchange {

        @Override
        public CompletionStage<byte[]> begin() {
            return stage(exchange.begin(), "begin()");
        }

        @Override
        public CompletionStage<byte[]> respond(byte[] challenge) {
            return stage(exchange.respond(challenge), "respond(byte[])");
        }

        @Override
        public CompletionStage<Boolean> verify(byte[] data) {
            return stage(exchange.verify(data), "verify(byte[])");
        }

        @Override
        public Optional<Duration> reauthenticateAfter() {
            return requireNonNull(exchange.reauthenticateAfter(), "reauthenticateAfter()" + NULL);
        }

        private static <T> CompletionStage<T> stage(Uni<T> uni, String method) {
            return requireNonNull(uni, method + NULL).subscribeAsCompletionStage();
        }

        @Override
        public void rejected(Mqtt5ReasonCode reasonCode, String reasonString) {
            exchange.rejected(reasonCode, reasonString);
        }

        @Override
        public void failed(Throwable cause) {
            exchange.failed(cause);
        }
    }
}
