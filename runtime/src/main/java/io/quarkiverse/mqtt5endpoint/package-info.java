/**
 * This is the API: what an application imports from the MQTT 5 endpoint. Everything in the packages below is internal
 * and may change without notice.
 */
package io.quarkiverse.mqtt5endpoint;
