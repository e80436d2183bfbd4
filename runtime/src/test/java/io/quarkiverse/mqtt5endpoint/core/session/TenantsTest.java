package io.quarkiverse.mqtt5endpoint.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.observe.RecordingObserver;
import io.quarkiverse.mqtt5endpoint.core.session.SessionState.Failed;

class TenantsTest {

    private final Tenants tenants = new Tenants();

    @Test
    void tenantsStandInTheOrderOfTheirChannels() {
        tenants.add(new Guest("b"));
        tenants.add(new Guest("a"));
        List<String> order = new ArrayList<>();
        tenants.each(tenant -> order.add(tenant.channel()));
        assertThat(order).containsExactly("a", "b");
        assertThat(tenants.names()).isEqualTo("a`, `b");
    }

    @Test
    void oneTenantIsNotSeveral() {
        Guest last = new Guest("b");
        tenants.add(new Guest("a"));
        assertThat(tenants.areSeveral()).isFalse();
        tenants.add(last);
        assertThat(tenants.areSeveral()).isTrue();
        tenants.remove(last);
        assertThat(tenants.areSeveral()).isFalse();
    }

    @Test
    void predecessorDoesNotTakeItsSuccessorAlong() {
        Guest predecessor = new Guest("a");
        tenants.add(predecessor);
        tenants.add(new Guest("a"));
        tenants.remove(predecessor);
        assertThat(tenants.names()).isEqualTo("a");
    }

    @Test
    void everyObserverIsNotified() {
        Guest one = new Guest("a");
        Guest other = new Guest("b");
        tenants.add(one);
        tenants.add(other);
        tenants.observe(ChannelObserver::received);
        assertThat(one.observer().events).containsExactly("received");
        assertThat(other.observer().events).containsExactly("received");
    }

    private record Guest(String channel, RecordingObserver observer) implements Tenant {

        Guest(String channel) {
            this(channel, new RecordingObserver());
        }

        @Override
        public void connected(LiveConnection live) {
        }

        @Override
        public void ended(Failed why) {
        }

        @Override
        public void missed(Failed why) {
        }

        @Override
        public void released() {
        }
    }
}
