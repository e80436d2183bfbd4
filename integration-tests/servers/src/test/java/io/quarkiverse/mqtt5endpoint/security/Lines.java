package io.quarkiverse.mqtt5endpoint.security;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

import io.smallrye.mutiny.Multi;

/** Channels that connect when somebody listens, each with a security of its own. */
@Singleton
public class Lines {

    @Channel("sensor")
    public Emitter<String> sensor;

    @Channel("other-host")
    public Multi<String> otherHost;

    @Channel("any-host")
    public Multi<String> anyHost;

    @Channel("trust-all")
    public Multi<String> trustAll;

    @Channel("old-protocol")
    public Multi<String> oldProtocol;

    @Channel("one-cipher-suite")
    public Multi<String> oneCipherSuite;

    @Channel("impatient")
    public Multi<String> impatient;

    @Channel("orders")
    public Multi<String> orders;

    @Channel("blocked")
    public Multi<String> blocked;

    @Channel("broken")
    public Multi<String> broken;

    @Channel("silent")
    public Multi<String> silent;
}
