package io.quarkiverse.mqtt5endpoint.demo;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestStreamElementType;

import io.smallrye.mutiny.Multi;

/** The running view as JSON, and as server-sent events for the page. */
@Path("/api")
class DashboardResource {

    private final Dashboard dashboard;

    DashboardResource(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    @GET
    @Path("/overview")
    public Update overview() {
        return dashboard.everything();
    }

    @GET
    @Path("/updates")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<Update> updates() {
        return dashboard.updates();
    }
}
