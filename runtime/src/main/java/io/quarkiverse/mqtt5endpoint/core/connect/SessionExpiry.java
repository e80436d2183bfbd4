package io.quarkiverse.mqtt5endpoint.core.connect;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

import io.quarkiverse.mqtt5endpoint.core.engine.AcceptedConnection;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;

/** How long the server remembers the session, and what the next CONNECT asks for. Loop only. */
final class SessionExpiry {

    private enum Report {
        SHORTER,
        TAKEN_OVER
    }

    private final Supplier<String> name;
    private final ClientSettings settings;
    // Each is worth one line.
    private final Set<Report> reported = new HashSet<>();

    private OptionalLong granted = OptionalLong.empty();

    SessionExpiry(Supplier<String> name, ClientSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    void connected(AcceptedConnection accepted, ServerAddress server) {
        long wanted = settings.session().expirySeconds();
        granted = OptionalLong.of(accepted.sessionExpiryInterval().orElse(wanted));
        if (granted.getAsLong() < wanted && reported.add(Report.SHORTER)) {
            log.shorterSession(name.get(), server.toString(), granted.getAsLong(), wanted);
        }
    }

    /** Another client has it now. */
    void takenOver(ServerAddress server) {
        if (reported.add(Report.TAKEN_OVER)) {
            log.sessionTakenOver(name.get(), settings.session().clientId(), server.toString());
        }
    }

    /** Whether the next CONNECT has to ask for a new session. */
    boolean cleanStart() {
        return granted.isPresent() ? granted.getAsLong() == 0 : settings.session().cleanStart();
    }
}
