package io.quarkiverse.mqtt5endpoint.demo;

import java.util.List;

/** News for the page: all sensors and alerts ({@code complete}) or those that changed, and the totals of this instance. */
record Update(String instance, double limit, long readings, long alertsSeen, boolean complete, List<SensorView> sensors,
        List<AlertView> alerts) {
}
