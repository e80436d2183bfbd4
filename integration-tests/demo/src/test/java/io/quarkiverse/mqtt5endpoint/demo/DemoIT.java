package io.quarkiverse.mqtt5endpoint.demo;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same, with the packaged application. */
@QuarkusIntegrationTest
class DemoIT extends DemoTest {
}
