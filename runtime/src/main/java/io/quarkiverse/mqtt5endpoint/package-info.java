/**
 * Contains the API of the MQTT 5 endpoint for applications. The subpackages are internal and may change without notice.
 */
package io.quarkiverse.mqtt5endpoint;
