package io.quarkiverse.mqtt5endpoint.runtime.payload;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The charset that a content type names. */
final class Charsets {

    private static final Pattern PARAMETER = Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

    private Charsets() {
    }

    /** UTF-8 where none is named, or one that nobody knows: a content type is never a reason to refuse a message. */
    static Charset of(String contentType) {
        Matcher named = contentType == null ? null : PARAMETER.matcher(contentType);
        if (named == null || !named.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(named.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}
