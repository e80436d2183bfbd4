package io.quarkiverse.mqtt5endpoint.cookbook;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.smallrye.reactive.messaging.MessageConverter;

// tag::converter[]
/** Makes lists: of lines, or of values where the content type says that they are separated by commas. */
@ApplicationScoped
class ListConverter implements MessageConverter {

    @Override
    public boolean canConvert(Message<?> message, Type target) {
        return target == List.class // Quarkus leaves out what it is a list of
                && message.getMetadata(IncomingMqtt5Metadata.class).isPresent();
    }

    @Override
    public Message<List<String>> convert(Message<?> message, Type target) {
        String text = new String((byte[]) message.getPayload(), StandardCharsets.UTF_8);
        boolean csv = message.getMetadata(IncomingMqtt5Metadata.class).orElseThrow()
                .getContentType().filter("text/csv"::equals).isPresent();
        return message.withPayload(List.of(text.split(csv ? "," : "\n")));
    }

    @Override
    public int getPriority() {
        return CONVERTER_DEFAULT_PRIORITY - 10; // before the connector's own
    }
}
// end::converter[]
