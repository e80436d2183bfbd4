package io.quarkiverse.mqtt5endpoint.core.engine;

/** A message in the engine's own form. */
public interface PublishPacket {

    OutgoingPublish message();
}
