package io.quarkiverse.mqtt5endpoint.core.connect;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.function.Supplier;

import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerRedirects;

/**
 * Follows server references, or doesn't, and logs each of them.
 *
 * @param name whose connection it is, for the log
 */
record Redirects(Supplier<String> name, ServerRedirects allowed) {

    /** Where the server sends us; {@code null} if it doesn't, or if we don't follow. */
    ServerAddress target(ConnectionLoss loss, ServerAddress from) {
        Redirect redirect = LossRules.redirect(loss, from, allowed);
        if (redirect instanceof Redirect.Refused refused) {
            log.redirectRefused(name.get(), from.toString(), refused.reference(), refused.reason());
        }
        if (redirect instanceof Redirect.Followed followed) {
            log.redirected(name.get(), from.toString(), followed.target().toString());
            return followed.target();
        }
        return null;
    }
}
