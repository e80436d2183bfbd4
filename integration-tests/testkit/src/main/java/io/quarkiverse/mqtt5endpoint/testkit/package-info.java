/**
 * A test kit for applications that use the MQTT 5 Endpoint connector.
 * <p>
 * Servers: {@link io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer} runs inside the test's own process and needs nothing
 * installed, {@link io.quarkiverse.mqtt5endpoint.testkit.MosquittoServer} runs the Mosquitto of the machine,
 * {@link io.quarkiverse.mqtt5endpoint.testkit.ServerProcess} a server in a process that can be killed. With JUnit,
 * {@link io.quarkiverse.mqtt5endpoint.testkit.MqttServerExtension} starts and stops them; with Quarkus,
 * {@link io.quarkiverse.mqtt5endpoint.testkit.MqttCompanionResource} does.
 * <p>
 * Clients: {@link io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion} publishes, subscribes and waits for messages.
 * <p>
 * Faults: {@link io.quarkiverse.mqtt5endpoint.testkit.FaultProxy} is a network that records, delays, stalls and cuts, and
 * {@link io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer} a fake server that answers as a test says and records what
 * clients send.
 * <p>
 * Security: {@link io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority} makes certificates for servers and clients,
 * and {@link io.quarkiverse.mqtt5endpoint.testkit.TlsFront} speaks TLS in front of any server.
 */
package io.quarkiverse.mqtt5endpoint.testkit;
