package io.quarkiverse.mqtt5endpoint.cookbook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.quarkus.runtime.StartupEvent;

/** A message that becomes a row of a database. */
@ApplicationScoped
class Bookings {

    private final Kitchen kitchen;
    private final DataSource database;

    Bookings(Kitchen kitchen, DataSource database) {
        this.kitchen = kitchen;
        this.database = database;
    }

    void createTable(@Observes StartupEvent start) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute("create table if not exists booking (dish varchar(100))");
        }
    }

    // tag::transaction[]
    @Incoming("bookings")
    @Transactional
    void book(String dish) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into booking values (?)")) {
            insert.setString(1, dish);
            insert.executeUpdate();
        }
        kitchen.cook(dish); // when this throws, the row goes, too
    }
    // end::transaction[]

    int count(String dish) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select count(*) from booking where dish = ?")) {
            query.setString(1, dish);
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }
}
