package io.quarkiverse.mqtt5endpoint.faults;

import java.nio.ByteBuffer;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** Takes a number and gives its double: acknowledged only when that was published. */
@ApplicationScoped
public class Relay {

    /** Whether it says on its standard output what it relays. */
    @ConfigProperty(name = "faults.tell-relayed", defaultValue = "false")
    boolean tell;

    @Incoming("numbers")
    @Outgoing("doubles")
    byte[] twice(byte[] bytes) {
        int number = ByteBuffer.wrap(bytes).getInt();
        if (tell) {
            System.out.println("RELAYED " + number);
        }
        return ByteBuffer.allocate(Integer.BYTES).putInt(2 * number).array();
    }
}
