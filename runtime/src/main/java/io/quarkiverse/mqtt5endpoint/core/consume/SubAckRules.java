package io.quarkiverse.mqtt5endpoint.core.consume;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.quarkiverse.mqtt5endpoint.core.engine.Link;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectPolicy;

/** Looks at each code of a SUBACK (MQTT 5, 3.9.3): a subscription that was refused would otherwise stay silent. */
final class SubAckRules {

    private static final Set<Mqtt5ReasonCode> TEMPORARY = Set.of(Mqtt5ReasonCode.UNSPECIFIED_ERROR,
            Mqtt5ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR, Mqtt5ReasonCode.QUOTA_EXCEEDED);

    /**
     * @param retryAfter {@code null} for not at all
     * @param failure {@code null} for granted, or if it is tried again
     */
    record Verdict(Duration retryAfter, RuntimeException failure) {

        static final Verdict GRANTED = new Verdict(null, null);
    }

    private final IncomingSettings settings;
    private final ReconnectPolicy policy;
    private final Loop loop;
    private final Link link;

    SubAckRules(IncomingSettings settings, Loop loop, Link link) {
        this.settings = settings;
        this.policy = new ReconnectPolicy(settings.client().reconnect());
        this.loop = loop;
        this.link = link;
    }

    /**
     * @param retries how often it was tried again before
     */
    Verdict judge(List<Integer> codes, int retries) {
        List<String> filters = settings.subscription().filters();
        if (codes.size() != filters.size()) {
            return failed(errors.wrongSubAck(settings.channel(), link.server(), codes.size(), filters.size()));
        }
        for (int i = 0; i < codes.size(); i++) {
            Verdict verdict = judge(filters.get(i), codes.get(i), retries);
            if (verdict != Verdict.GRANTED) {
                return verdict;
            }
        }
        return Verdict.GRANTED;
    }

    private Verdict judge(String filter, int code, int retries) {
        if (isTemporary(code) && policy.mayRetry(retries)) {
            Duration delay = policy.delay(retries, loop.random());
            log.subscriptionRetry(settings.channel(), link.server(), filter, describe(code), delay.toMillis());
            return new Verdict(delay, null);
        }
        if (code > Mqtt5ReasonCode.GRANTED_QOS_2.getCode()) {
            return failed(errors.subscriptionRefused(settings.channel(), link.server(), filter, describe(code)));
        }
        int qos = settings.subscription().qos();
        return code < qos ? failed(errors.lowerQosGranted(settings.channel(), link.server(), code, filter, qos))
                : Verdict.GRANTED;
    }

    private static Verdict failed(RuntimeException cause) {
        return new Verdict(null, cause);
    }

    private static boolean isTemporary(int code) {
        return Mqtt5ReasonCode.of(code).filter(TEMPORARY::contains).isPresent();
    }

    private static String describe(int code) {
        return Mqtt5ReasonCode.of(code).map(Mqtt5ReasonCode::toString).orElse("unknown (0x%02X)".formatted(code));
    }
}
