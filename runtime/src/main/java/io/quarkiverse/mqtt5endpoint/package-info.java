/**
 * Contains the API of the MQTT 5 endpoint for applications. The subpackages are internal and may change without notice.
 * Parameters and results are never {@code null} unless marked as {@code Nullable}.
 */
@NullMarked
package io.quarkiverse.mqtt5endpoint;

import org.jspecify.annotations.NullMarked;
