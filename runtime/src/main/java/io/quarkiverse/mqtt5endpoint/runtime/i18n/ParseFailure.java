package io.quarkiverse.mqtt5endpoint.runtime.i18n;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;

/** Describes why a text could not be read without quoting that text: by exception class, position and path. */
final class ParseFailure {

    // By name, as most of them need not be on the class path.
    private static final Set<String> TYPES = Set.of("com.fasterxml.jackson.core.JacksonException",
            "tools.jackson.core.JacksonException", "io.vertx.core.json.DecodeException", "io.vertx.core.json.EncodeException",
            "jakarta.json.JsonException", "jakarta.json.bind.JsonbException", "com.google.gson.JsonParseException",
            "org.xml.sax.SAXException", "javax.xml.stream.XMLStreamException", "jakarta.xml.bind.JAXBException",
            "java.lang.NumberFormatException", "java.text.ParseException", "java.time.format.DateTimeParseException",
            "java.net.URISyntaxException");

    // The names of a path come from the payload. What is no plain name is not shown.
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

    private ParseFailure() {
    }

    static boolean isOne(Throwable cause) {
        return Stream.<Class<?>> iterate(cause.getClass(), type -> type != null, Class::getSuperclass)
                .anyMatch(type -> TYPES.contains(type.getName()));
    }

    static String describe(Throwable failure) {
        return failure.getClass().getName() + (failure instanceof JsonProcessingException json ? position(json) : "");
    }

    private static String position(JsonProcessingException failure) {
        String path = failure instanceof JsonMappingException mapping ? path(mapping) : "";
        return (failure.getLocation() == null ? ""
                : " at line " + failure.getLocation().getLineNr() + ", column " + failure.getLocation().getColumnNr())
                + (path.isEmpty() ? "" : ", path `$" + path + "`");
    }

    private static String path(JsonMappingException failure) {
        return failure.getPath().stream().map(ParseFailure::step).collect(Collectors.joining());
    }

    private static String step(JsonMappingException.Reference step) {
        if (step.getFieldName() == null) {
            return "[" + step.getIndex() + "]";
        }
        return "." + (PLAIN_NAME.matcher(step.getFieldName()).matches() ? step.getFieldName() : "?");
    }
}
