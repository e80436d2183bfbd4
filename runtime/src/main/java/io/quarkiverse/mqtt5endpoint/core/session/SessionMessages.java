package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.List;

import io.quarkiverse.mqtt5endpoint.core.consume.Inbox;
import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;
import io.quarkiverse.mqtt5endpoint.core.engine.Link;
import io.quarkiverse.mqtt5endpoint.core.engine.MqttEngine;
import io.quarkiverse.mqtt5endpoint.core.engine.ReceivedPublish;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;

/**
 * What the engine reports about messages of the server, and what it asks.
 *
 * @param moved called when the acknowledgement of a processed message leaves
 */
record SessionMessages(Link link, Tenants tenants, Inbox inbox, int receiveMaximum, Runnable moved)
        implements
            MqttEngine.MessageListener {

    @Override
    public void received(ReceivedPublish publish) {
        inbox.received(publish);
    }

    @Override
    public Acknowledgement nextAcknowledgement() {
        Acknowledgement decided = inbox.nextAcknowledgement();
        if (decided == null) {
            return Acknowledgement.SUCCESS;
        }
        moved.run();
        return decided;
    }

    @Override
    public boolean hasRoom() {
        return inbox.hasRoom();
    }

    @Override
    public void receiveMaximumExceeded() {
        log.receiveMaximumExceeded(tenants.names(), receiveMaximum);
        tenants.observe(ChannelObserver::receiveMaximumExceeded);
    }

    @Override
    public void repaired(String topic, List<String> properties) {
        inbox.repaired(topic, properties);
    }

    @Override
    public void resent() {
        log.resent(tenants.names(), link.server());
    }
}
