package io.quarkiverse.mqtt5endpoint.documented;

import io.smallrye.mutiny.Uni;

/** Signs paths, so that they can be used for a while. */
public interface Signer {

    Uni<String> sign(String path);
}
