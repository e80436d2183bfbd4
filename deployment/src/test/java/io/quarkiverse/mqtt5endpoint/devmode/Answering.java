package io.quarkiverse.mqtt5endpoint.devmode;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** Answers questions, as its source and its configuration say at the moment. */
@ApplicationScoped
public class Answering {

    private static final String VERSION = "version 0";

    @ConfigProperty(name = "language")
    String language;

    @Incoming("questions")
    @Outgoing("answers")
    CompletionStage<String> answer(String question) {
        // The first version takes a question that it never answers.
        return question.equals("hard") && VERSION.equals("version 0") ? new CompletableFuture<>()
                : CompletableFuture.completedStage(VERSION + " " + language + " " + question);
    }
}
