package io.quarkiverse.mqtt5endpoint.runtime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes of a fuzzer as lines of text. What a text file can't hold, such as half of a surrogate pair, is written as
 * {@code \}{@code uD800}.
 */
final class FuzzInput {

    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private FuzzInput() {
    }

    static List<String> lines(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).lines().map(FuzzInput::unescaped).toList();
    }

    private static String unescaped(String line) {
        return ESCAPED.matcher(line).replaceAll(
                found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }
}
