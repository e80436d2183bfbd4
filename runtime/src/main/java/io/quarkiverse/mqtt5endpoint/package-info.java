/**
 * This is the API: what an application imports from the MQTT 5 endpoint. Everything in the packages below is internal
 * and may change without notice. Parameters and results are never {@code null} unless marked as {@code Nullable}.
 */
@NullMarked
package io.quarkiverse.mqtt5endpoint;

import org.jspecify.annotations.NullMarked;
