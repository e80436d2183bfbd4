package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.WrongAttribute.both;
import static io.quarkiverse.mqtt5endpoint.runtime.WrongAttribute.incoming;
import static io.quarkiverse.mqtt5endpoint.runtime.WrongAttribute.outgoing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.smallrye.reactive.messaging.annotations.ConnectorAttribute;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute.Direction;

/** Every value that an attribute does not take ends the start with one sentence, from which alone it can be put right. */
class WrongAttributesTest {

    private static final String LONG = "x".repeat(65_536);
    private static final String WIDE = "\u20ac".repeat(21_846);
    private static final String NUL = "a\u0000b";
    private static final String HALF = "a\ud800";
    private static final String NO_NUL = "not contain the character U+0000";
    private static final String NO_HALF = "be text that can be written as UTF-8";
    private static final String NOT_LONG = "not be longer than 65535 bytes";
    private static final String NAME = "be a topic name without the wildcards + and #";
    private static final String RESERVED = "contain neither { nor }, which are reserved";
    private static final String LAST_LEVEL = "be a topic filter with # only as its last level";
    private static final String WHOLE_LEVEL = "be a topic filter with + only as a whole level";
    private static final String NO_WILL = "not be set without `will-topic`";
    private static final String NO_USER_INFO = "not contain a user name or password: set `username` and `password`";
    private static final String SHARE = "name a share with at least one character and none of / + #";

    // One application for all, as none of these channels ever starts: each has a name of its own.
    private static final TestEndpoint APP = TestEndpoint.at("127.0.0.1", 1);

    @AfterAll
    static void end() {
        APP.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAttributes")
    void wrongValueEndsTheStartWithOneSentence(WrongAttribute wrong) {
        String channel = "wrong" + wrong.hashCode();
        IllegalArgumentException refused = catchThrowableOfType(IllegalArgumentException.class,
                () -> wrong.startIn(APP, channel));
        assertThat(refused).as("the start went on").isNotNull();
        assertThat(refused.getMessage().replaceFirst("^MQTT5E0000[12]: ", "")).isEqualTo(wrong.sentence(channel));
    }

    @ParameterizedTest
    @EnumSource(names = { "INCOMING", "OUTGOING" })
    void missingHostEndsTheStart(Direction direction) {
        try (TestEndpoint app = TestEndpoint.at("127.0.0.1", 1).connector("host", "")) {
            WrongAttribute nothing = new WrongAttribute(direction, "host", "", List.of(), null,
                    "be set to the host name or address of an MQTT 5 server");
            assertThatThrownBy(() -> nothing.startIn(app, "lost")).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith(": " + nothing.sentence("lost"));
        }
    }

    static Stream<WrongAttribute> wrongAttributes() {
        return Stream
                .of(endpoint(), numbers(), booleans(), words(), filters(), subscriptions(), names(), texts(), passwords(),
                        wills(), sharing(), tls(),
                        stores())
                .flatMap(wrong -> wrong);
    }

    private static Stream<WrongAttribute> endpoint() {
        return Stream.of(
                both("host", " ").must("be set to the host name or address of an MQTT 5 server"),
                both("host", "x:1883").must("be only a host name or address such as `x`; a port belongs to `port`,"
                        + " several addresses to `servers`"),
                both("host", "tcp://x", "mqtts://x:8883", "ws://x/mqtt").must("be only a host name or address such as `x`;"
                        + " a port belongs to `port`, TLS to `ssl`, WebSocket to `transport` and `websocket-path`,"
                        + " several addresses to `servers`"),
                both("host", "a,b", "a b", "a b/c").must("be only a host name or address; a port belongs to `port`,"
                        + " several addresses to `servers`"),
                both("host", "mqtts://joe:pw@x", "joe@x").notShown(NO_USER_INFO),
                both("servers", "a:1,mqtt://joe:pw@b:1").notShown(NO_USER_INFO),
                both("reconnect-max-interval-seconds", "4").with("reconnect-interval-seconds=5")
                        .must("be at least the 5 of `reconnect-interval-seconds`"),
                incoming("role", "producer").must("not contradict the direction of the channel, which is incoming"),
                outgoing("role", "consumer").must("not contradict the direction of the channel, which is outgoing"))
                .flatMap(wrong -> wrong);
    }

    private static Stream<WrongAttribute> numbers() {
        return Stream.of(
                both("port", "0", "-1", "65536").must("be a number from 1 to 65535"),
                both("reconnect-attempts", "-2", "11").must("be a number from -1 to 10"),
                both("reconnect-interval-seconds", "0", "-1", "2147483648").must("be a number of at least 1"),
                both("reconnect-max-interval-seconds", "0", "-1", "2147483648").must("be a number of at least 1"),
                both("session-expiry-interval", "4294967296", "9223372036854775808").must("be a number up to 4294967295"),
                both("keep-alive-seconds", "-1", "65536").must("be a number from 0 to 65535"),
                both("connect-timeout-seconds", "0", "-1", "2147483648").must("be a number of at least 1"),
                both("shutdown-timeout-seconds", "-1", "2147483648").must("be a number of at least 0"),
                both("max-buffered-bytes", "0", "-1", "9223372036854775808").must("be a number of at least 1"),
                both("receive-maximum", "0", "-1", "65536").must("be a number from 1 to 65535"),
                both("maximum-packet-size", "0", "-1", "268435461").must("be a number from 1 to 268435460"),
                both("topic-alias-maximum", "-1", "65536").must("be a number from 0 to 65535"),
                both("qos", "-1", "3").must("be a number from 0 to 2"),
                incoming("ack-timeout-seconds", "-1", "2147483648").must("be a number of at least 0"),
                incoming("buffer-size", "0", "-1", "2147483648").must("be a number of at least 1"),
                outgoing("message-expiry-interval", "4294967296", "9223372036854775808").must("be a number up to 4294967295"),
                outgoing("max-inflight-messages", "0", "-1", "65536").must("be a number from 1 to 65535"),
                outgoing("publish-timeout-seconds", "-1", "2147483648").must("be a number of at least 0"),
                outgoing("delivery-timeout-seconds", "-1", "2147483648").must("be a number of at least 0"))
                .flatMap(wrong -> wrong).flatMap(wrong -> Stream.concat(Stream.of(wrong),
                        Stream.of("abc", "1.5", "0x10", "1 0", "99999999999999999999").map(wrong::butFound)))
                .distinct();
    }

    private static Stream<WrongAttribute> booleans() {
        String[] words = { "ture", "2", "-1", "enabled", "y e s", "t" };
        return Stream.of(both("clean-start", words), both("health-enabled", words), both("tracing-enabled", words),
                incoming("shared-subscription", words),
                incoming("no-local", words), incoming("retain-as-published", words), incoming("auto-ack", words),
                outgoing("retain", words)).flatMap(wrong -> wrong.must("be `true` or `false`"));
    }

    private static Stream<WrongAttribute> words() {
        return Stream.of(
                both("servers", "a:0", "a:65536", "a:b", ":1", "a:1,", "a b:1", "a:1:2")
                        .must("be a list of `host:port`, separated by commas, with ports from 1 to 65535"),
                both("servers", "a:1").with("host=h").must("not be set together with `host`"),
                both("servers", "a:1").with("port=1").must("not be set together with `port`"),
                both("role", "consumers", "both", "consumer_and_producer", "consumer,producer")
                        .must("be one of `consumer`, `producer`, `consumer-and-producer`"),
                both("server-redirects", "all", "true", "same_host").must("be one of `same-host`, `any`, `never`"),
                incoming("empty-payload", "skip", "drop").must("be one of `fail`, `ignore`, `null`"),
                incoming("retain-handling", "never", "0", "send,do-not-send")
                        .must("be one of `send`, `send-if-subscription-does-not-exist`, `do-not-send`"),
                incoming("qos0-overflow-strategy", "drop", "block", "drop_oldest")
                        .must("be one of `drop-oldest`, `drop-latest`, `fail`"),
                incoming("failure-strategy", "explode")
                        .must("be `fail`, `ignore`, `reject`, `dead-letter-queue`, or the @Identifier of one bean"),
                incoming("reject.reason-code", "0", "0x10", "0x81", "256", "abc", "131.5")
                        .must("be one of 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99, or its decimal form"),
                incoming("dead-letter-queue.on-failure", "drop", "dead-letter-queue")
                        .must("be one of `fail`, `ignore`, `reject`"),
                incoming("dead-letter-queue.topic", "a/#").must(NAME),
                incoming("dead-letter-queue.topic", "a/b").with("failure-strategy=dead-letter-queue", "topic=a/+")
                        .must("not be matched by the channel's own filter, as each dead letter would come back"))
                .flatMap(wrong -> wrong);
    }

    private static Stream<WrongAttribute> filters() {
        return Stream.of(
                incoming("topic", "a/#/b", "#/a", "a#", "#a", "##", "$share/g/a#").must(LAST_LEVEL),
                incoming("topic", "a+", "+a", "a/b+/c", "++", "$share/g/a+").must(WHOLE_LEVEL),
                incoming("topic", "{}", "a/{sensor}", "a}", "$share/{g}/a").must(RESERVED),
                incoming("topic", "$share/g/").must("be a topic filter that is not empty"),
                incoming("topic", "$share/", "$share/g", "$share//a", "$share/a+b/c", "$share/#/a").must(SHARE),
                incoming("topic", NUL).must(NO_NUL),
                incoming("topic", HALF).must(NO_HALF),
                incoming("topic", LONG, WIDE).must(NOT_LONG),
                incoming("topics", "a").with("topic=b").must("not be set together with `topic`"),
                incoming("topics", "a,b#,c").must(LAST_LEVEL, "b#"),
                incoming("topics", "a+").must(WHOLE_LEVEL),
                incoming("topics", "a,{b}").must(RESERVED, "{b}"),
                incoming("topics", "a,,b", ",", "a,").must("be a topic filter that is not empty", ""))
                .flatMap(wrong -> wrong);
    }

    private static Stream<WrongAttribute> subscriptions() {
        return Stream.of(
                incoming("share-name", "a/b", "a+", "#").must(SHARE),
                incoming("share-name", NUL).must(NO_NUL),
                incoming("share-name", HALF).must(NO_HALF),
                incoming("share-name", LONG, WIDE).must(NOT_LONG),
                incoming("no-local", "true").must("be `false` with a shared subscription"),
                incoming("no-local", "true").with("shared-subscription=false", "topic=$share/g/t")
                        .must("be `false` with a shared subscription"),
                incoming("concurrency", "2").with("shared-subscription=false")
                        .must("be 1 without a shared subscription, as each copy would get every message"),
                incoming("concurrency", "4").with("shared-subscription=false", "topics=$share/g/a,b")
                        .must("be 1 without a shared subscription, as each copy would get every message"))
                .flatMap(wrong -> wrong);
    }

    private static Stream<WrongAttribute> names() {
        return Stream.of("topic", "response-topic").flatMap(attribute -> Stream.of(
                outgoing(attribute, "a/+", "#", "a+b", "a/b#").must(NAME),
                outgoing(attribute, "{}", "a/{sensor}", "a}").must(RESERVED),
                outgoing(attribute, NUL).must(NO_NUL),
                outgoing(attribute, HALF).must(NO_HALF),
                outgoing(attribute, LONG, WIDE).must(NOT_LONG)))
                .flatMap(wrong -> wrong);
    }

    private static Stream<WrongAttribute> texts() {
        return Stream.of("client-id", "content-type").flatMap(attribute -> Stream.of(
                both(attribute, NUL).must(NO_NUL),
                both(attribute, HALF).must(NO_HALF),
                both(attribute, LONG, WIDE).must(NOT_LONG)))
                .flatMap(wrong -> wrong)
                .filter(wrong -> wrong.direction() == Direction.OUTGOING || !wrong.attribute().equals("content-type"));
    }

    private static Stream<WrongAttribute> wills() {
        return Stream.of(
                both("will-qos", "-1", "3", "abc").with("will-topic=t").must("be a number from 0 to 2"),
                both("will-delay-interval", "-1", "4294967296", "1.5").with("will-topic=t")
                        .must("be a number from 0 to 4294967295"),
                both("will-message-expiry-interval", "4294967296", "x").with("will-topic=t")
                        .must("be a number up to 4294967295"),
                both("will-retain", "ture").with("will-topic=t").must("be `true` or `false`"),
                both("will-topic", "a/+", "#").must(NAME), both("will-topic", "a/{b}").must(RESERVED),
                both("will-topic", NUL).must(NO_NUL),
                both("will-response-topic", "a/#").with("will-topic=t").must(NAME),
                both("will-payload", NUL).with("will-topic=t").notShown(NO_NUL),
                both("will-payload", LONG).with("will-topic=t").notShown(NOT_LONG),
                both("will-content-type", HALF).with("will-topic=t").must(NO_HALF),
                both("will-qos", "1").must(NO_WILL), both("will-retain", "false").must(NO_WILL),
                both("will-delay-interval", "0").must(NO_WILL), both("will-message-expiry-interval", "-1").must(NO_WILL),
                both("will-payload", "bye").notShown(NO_WILL), both("will-content-type", "text/plain").must(NO_WILL),
                both("will-response-topic", "why").must(NO_WILL)).flatMap(wrong -> wrong);
    }

    private static Stream<WrongAttribute> tls() {
        String[] words = { "ture", "2" };
        return Stream.of(both("ssl", words).must("be `true` or `false`"),
                both("require-tls", words).must("be `true` or `false`"),
                both("ssl.hostname-verifier", words).must("be `true` or `false`"),
                both("ssl", "false").with("ssl.hostname-verifier=true")
                        .must("not be `false` if `ssl.hostname-verifier` is set"),
                both("ssl", "false").with("tls-configuration-name=x")
                        .must("not be `false` if `tls-configuration-name` is set"),
                both("require-tls", "true").must("be `false` without TLS (set `ssl` to `true`, or `tls-configuration-name`)"),
                both("require-tls", "true").with("ssl=false")
                        .must("be `false` without TLS (set `ssl` to `true`, or `tls-configuration-name`)"),
                both("tls-configuration-name", "nobody")
                        .must("be the name of a TLS configuration (`quarkus.tls.<name>.*`)"),
                both("tls-configuration-name", "x").with("ssl.truststore.type=none")
                        .must("not be set together with `ssl.truststore.type`"),
                both("trust-all", "true", "yes").must(
                        "not be set: to trust every server, use `tls-configuration-name` and `quarkus.tls.<name>.trust-all`"),
                both("credentials-provider-name", "vault").with("password=secret")
                        .must("not be set together with `password`"),
                both("credentials-provider-name", "nobody").must("be known to the test"),
                both("authentication-mechanism-name", "nobody").must("be known to the test")).flatMap(wrong -> wrong);
    }

    private static Stream<WrongAttribute> stores() {
        Stream<WrongAttribute> chain = both("ssl.keystore.certificate-chain", "x")
                .with("ssl.keystore.type=jks", "ssl.keystore.location=a.jks")
                .notShown("not be set if `ssl.keystore.type` is `jks`");
        return Stream.concat(chain, Stream.of("ssl.truststore.", "ssl.keystore.").flatMap(store -> {
            String inline = store.equals("ssl.truststore.") ? "certificates" : "key";
            return Stream.of(
                    both(store + "type", "der", "p12", "pem,jks").must("be one of `none`, `pem`, `jks`, `pkcs12`"),
                    both(store + "type", "none").with(store + "password=x")
                            .must("be `pem`, `jks` or `pkcs12` if `" + store + "password` is set"),
                    both(store + "location", "a.pem").with(store + "type=pem", store + inline + "=x")
                            .must("not be set together with `" + store + inline + "`"),
                    both(store + inline, "x").with(store + "type=jks").notShown("be PEM or base64"),
                    both(store + "password", "x").with(store + "type=pem", store + "location=a.pem")
                            .notShown("not be set if `" + store + "type` is `pem`"))
                    .flatMap(wrong -> wrong);
        }));
    }

    private static Stream<WrongAttribute> sharing() {
        return Stream.of(both("shared-connection-name", " ").must("be a name that is not blank"),
                incoming("concurrency", "2").with("shared-connection-name=common")
                        .must("be 1 with `shared-connection-name`, as each copy needs a connection of its own"),
                both("transport", "ws", "tcp,websocket", "udp").must("be one of `tcp`, `websocket`"),
                both("websocket-path", "mqtt", "/a b", "/a#b", "/\u20ac").with("transport=websocket")
                        .must("be a path that begins with / and contains neither spaces nor #"),
                both("websocket-path", "/a%2Fb", "/a?b=%26", "/%", "/%41").with("transport=websocket")
                        .must("be a path and a query with no other escapes than those that they need"))
                .flatMap(wrong -> wrong);
    }

    // A password is not text but bytes to MQTT, so U+0000 is allowed there.
    private static Stream<WrongAttribute> passwords() {
        return Stream.of(both("password", HALF).notShown(NO_HALF), both("password", LONG, WIDE).notShown(NOT_LONG),
                both("username", NUL).notShown(NO_NUL), both("username", HALF).notShown(NO_HALF),
                both("username", LONG, WIDE).notShown(NOT_LONG))
                .flatMap(wrong -> wrong);
    }

    @Test
    void everyAttributeOfTheConnectorHasAWrongValueHere() {
        List<String> tested = wrongAttributes().map(wrong -> wrong.direction() + " " + wrong.attribute()).toList();
        // A wrong password of a key needs a key: ClientKeysTest has one.
        assertThat(annotated()).filteredOn(attribute -> !attribute.endsWith("ssl.keystore.key-password"))
                .allSatisfy(attribute -> assertThat(tested).contains(attribute));
    }

    /** The direction and the name of each attribute, those of both directions twice. */
    static List<String> annotated() {
        return Arrays.stream(Mqtt5EndpointConnector.class.getAnnotationsByType(ConnectorAttribute.class))
                .flatMap(attribute -> Stream.of(Direction.INCOMING, Direction.OUTGOING)
                        .filter(direction -> attribute.direction() == direction
                                || attribute.direction() == Direction.INCOMING_AND_OUTGOING)
                        .map(direction -> direction + " " + attribute.name()))
                .toList();
    }
}
