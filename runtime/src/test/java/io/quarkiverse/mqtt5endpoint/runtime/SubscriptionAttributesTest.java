package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.runtime.config.ChannelProperties;

/** Which filters a channel subscribes to, under which share, and what its concurrent copies have of their own. */
class SubscriptionAttributesTest {

    private final ChannelProperties properties = new ChannelProperties().set("host", "h");

    @ParameterizedTest
    @CsvSource({ "my-app,in,$share/my-app-in/t", "my/+app#{x},in,$share/my--app--x--in/t", "app,a.b,$share/app-a.b/t",
            "app,a/b,$share/app-a-b/t", "'a b',in,$share/a b-in/t" })
    void defaultShareIsTheApplicationAndTheChannel(String application, String channel, String filter) {
        properties.property("quarkus.application.name", application).set("topic", "t");
        assertThat(filters(channel)).containsExactly(filter);
    }

    @Test
    void withoutAnApplicationNameTheShareIsTheChannel() {
        assertThat(properties.set("topic", "t").incoming("in").subscription().filters()).containsExactly("$share/in/t");
    }

    @Test
    void shareNameOfTheChannelIsTakenAsItIs() {
        properties.property("quarkus.application.name", "app").set("topic", "a/+/b").set("share-name", "team {1}");
        assertThat(filters("in")).containsExactly("$share/team {1}/a/+/b");
    }

    @ParameterizedTest
    @ValueSource(strings = { "true", "false" })
    void filterWithAShareIsTakenAsItStands(String shared) {
        properties.set("shared-subscription", shared).set("share-name", "other").set("topic", "$share/mine/a/#");
        assertThat(filters("in")).containsExactly("$share/mine/a/#");
    }

    @Test
    void withoutSharingTheFilterIsTheTopic() {
        assertThat(properties.set("shared-subscription", "false").set("topic", "a/#").incoming("in").subscription().filters())
                .containsExactly("a/#");
        assertThat(properties.set("topic", null).incoming("in").subscription().filters()).containsExactly("in");
    }

    @ParameterizedTest
    @ValueSource(strings = { "#", "+", "+/#", "a//b", "/", "/a", "a/", "$SYS/#", "a b", "\u00e4/\u20ac", "\ud83d\ude00", "a,b",
            "$", "$share", "$shared/a" })
    void whatMqttAllowsIsAFilter(String topic) {
        properties.set("shared-subscription", "false").set("topic", topic);
        assertThat(filters("in")).containsExactly(topic);
    }

    @Test
    void severalFiltersAreSeparatedByCommas() {
        properties.set("topics", " a/+ ,b\\,c,$share/other/d,\\,").set("share-name", "s");
        assertThat(filters("in")).containsExactly("$share/s/a/+", "$share/s/b,c", "$share/other/d", "$share/s/,");
    }

    @Test
    void longestFilterIsAllowedAndWithItsShareOneByteLess() {
        properties.set("shared-subscription", "false").set("topic", "x".repeat(65_535));
        assertThat(filters("in").get(0)).hasSize(65_535);
        properties.set("shared-subscription", "true").set("share-name", "s").set("topic",
                "x".repeat(65_535 - "$share/s/".length()));
        assertThat(filters("in").get(0)).hasSize(65_535);
        properties.set("topic", "x".repeat(65_536 - "$share/s/".length()));
        assertThatThrownBy(() -> properties.incoming("in")).hasMessageContaining("Channel `in`: attribute `topic` must")
                .hasMessageContaining("65535 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a/#,a/b", "+/b,a/b", "a,a", "a/+,+/b", "$share/g/a,$share/g/+" })
    void filtersThatOverlapEndTheStart(String topics) {
        properties.set("topics", topics);
        assertThatThrownBy(() -> properties.incoming("in")).hasMessageContaining("Channel `in`: attribute `topics` must");
    }

    @Test
    void copiesOfAChannelDifferInTheirClientIdOnly() {
        properties.property("quarkus.application.name", "app").set("client-id", "me").set("concurrency", "2");
        IncomingSettings first = properties.copy("in", 1);
        IncomingSettings second = properties.copy("in", 2);
        assertThat(first.client().session().clientId()).isEqualTo("me-1");
        assertThat(second.client().session().clientId()).isEqualTo("me-2");
        assertThat(first.channel()).isEqualTo("in$1");
        assertThat(first.name()).isEqualTo("in");
        assertThat(first.subscription()).isEqualTo(second.subscription())
                .satisfies(subscription -> assertThat(subscription.filters()).containsExactly("$share/app-in/in"));
    }

    @Test
    void copiesWithoutAClientIdGenerateOneEach() {
        properties.set("concurrency", "2");
        assertThat(properties.copy("in", 1).client().session().clientId()).matches("gio-apim-client-[0-9a-f]{8}")
                .isNotEqualTo(properties.copy("in", 2).client().session().clientId());
    }

    @Test
    void dollarInANameWithoutConcurrencyMeansNothing() {
        properties.set("client-id", "me");
        IncomingSettings settings = properties.incoming("in$1");
        assertThat(settings.name()).isEqualTo("in$1");
        assertThat(settings.client().session().clientId()).isEqualTo("me");
        assertThat(settings.subscription().filters()).containsExactly("$share/in$1/in$1");
    }

    @Test
    void concurrencyNeedsASharedSubscriptionOnly() {
        properties.set("concurrency", "1").set("shared-subscription", "false");
        assertThat(filters("in")).containsExactly("in");
        properties.set("concurrency", "3").set("topics", "$share/g/a,$share/g/b");
        assertThat(filters("in")).hasSize(2);
    }

    private List<String> filters(String channel) {
        return properties.incoming(channel).subscription().filters();
    }
}
