package io.quarkiverse.mqtt5endpoint.demo;

import java.util.List;
import java.util.Random;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.smallrye.mutiny.Multi;

/** Publishes the readings of a few sensors in turn, each to its own topic. */
@ApplicationScoped
class Simulation {

    private final DemoConfig config;
    // The same story at every start: the first sensor overheats after some eight seconds.
    private final Random random = new Random(29);
    private final List<SimulatedSensor> sensors = List.of(
            sensor("north", "boiler", 68), sensor("east", "turbine", 71), sensor("south", "press", 52),
            sensor("north", "feed-pump", 44), sensor("east", "bearing", 58), sensor("south", "oven", 74),
            sensor("north", "condenser", 36), sensor("east", "gearbox", 63), sensor("south", "dryer", 66));

    Simulation(DemoConfig config) {
        this.config = config;
    }

    // tag::readings[]
    @Outgoing("sensors")
    Multi<Message<Reading>> readings() {
        return Multi.createFrom().ticks().every(config.interval())
                .onOverflow().drop() // while the server is away, sensors go on measuring
                .map(tick -> sensors.get((int) (tick % sensors.size())).read())
                .map(reading -> Message.of(reading).addMetadata(
                        OutgoingMqtt5Metadata.builder().withTopic(reading.topic()).build()));
    }
    // end::readings[]

    private SimulatedSensor sensor(String plant, String name, double usual) {
        return new SimulatedSensor(plant, name, usual, random);
    }
}
