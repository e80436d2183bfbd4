package io.quarkiverse.mqtt5endpoint.runtime;

import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute.Direction;

/**
 * A value that an attribute doesn't take.
 *
 * @param others further attributes, as {@code name=value}
 * @param found what the sentence shows of it, {@code null} for nothing
 * @param allowed how the sentence goes on after "must"
 */
record WrongAttribute(Direction direction, String attribute, String value, List<String> others, String found, String allowed) {

    /** Wrong values of an attribute that both directions have. */
    static Values both(String attribute, String... values) {
        return new Values(List.of(Direction.INCOMING, Direction.OUTGOING), attribute, List.of(values), List.of());
    }

    static Values incoming(String attribute, String... values) {
        return new Values(List.of(Direction.INCOMING), attribute, List.of(values), List.of());
    }

    static Values outgoing(String attribute, String... values) {
        return new Values(List.of(Direction.OUTGOING), attribute, List.of(values), List.of());
    }

    /** Values without what is allowed instead. */
    record Values(List<Direction> directions, String attribute, List<String> values, List<String> others) {

        /** The values are wrong together with these attributes. */
        Values with(String... attributes) {
            return new Values(directions, attribute, values, List.of(attributes));
        }

        Stream<WrongAttribute> must(String allowed) {
            return directions.stream().flatMap(direction -> values.stream()
                    .map(value -> new WrongAttribute(direction, attribute, value, others, value, allowed)));
        }

        /** The sentence shows another value than the whole. */
        Stream<WrongAttribute> must(String allowed, String found) {
            return must(allowed).map(wrong -> wrong.showing(found));
        }

        /** The sentence doesn't show the value. */
        Stream<WrongAttribute> notShown(String allowed) {
            return must(allowed).map(wrong -> wrong.showing(null));
        }
    }

    /** Wrong for the same reason. */
    WrongAttribute butFound(String other) {
        return new WrongAttribute(direction, attribute, other, others, other, allowed);
    }

    private WrongAttribute showing(String part) {
        return new WrongAttribute(direction, attribute, value, others, part, allowed);
    }

    void startIn(TestEndpoint app, String channel) {
        String[] attributes = Stream.concat(Stream.of(attribute + "=" + value), others.stream()).toArray(String[]::new);
        if (direction == Direction.INCOMING) {
            app.publisher(channel, attributes);
        } else {
            app.outgoing(channel, attributes);
        }
    }

    String sentence(String channel) {
        return "Channel `" + channel + "`: attribute `" + attribute + "` must " + allowed
                + (found == null ? "" : ", but was `" + InvalidAttributeException.shown(found) + "`");
    }

    @Override
    public String toString() {
        String shown = value.length() > 40 ? value.substring(0, 10) + "... (" + value.length() + ")" : value;
        return direction + " " + attribute + "=" + shown.replace('\u0000', '?').replace('\ud800', '?')
                + (others.isEmpty() ? "" : " " + others);
    }
}
