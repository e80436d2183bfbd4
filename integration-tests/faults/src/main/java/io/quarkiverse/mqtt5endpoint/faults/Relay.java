package io.quarkiverse.mqtt5endpoint.faults;

import java.nio.ByteBuffer;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** Takes a number and gives its double: acknowledged only when that was published. */
@ApplicationScoped
public class Relay {

    @Incoming("numbers")
    @Outgoing("doubles")
    byte[] twice(byte[] number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(2 * ByteBuffer.wrap(number).getInt()).array();
    }
}
