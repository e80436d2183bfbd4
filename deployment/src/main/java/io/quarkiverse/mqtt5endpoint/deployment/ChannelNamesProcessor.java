package io.quarkiverse.mqtt5endpoint.deployment;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.smallrye.reactivemessaging.deployment.items.ChannelBuildItem;
import io.quarkus.smallrye.reactivemessaging.deployment.items.ConnectorBuildItem;

/**
 * Finds misspelled names of the connector and of channels. The first fail the build, which decides about connectors; the
 * second would be ignored without a word.
 */
class ChannelNamesProcessor {

    @BuildStep
    void check(List<ConnectorBuildItem> connectors, List<ChannelBuildItem> channels,
            BuildProducer<ValidationErrorBuildItem> errors) {
        Config config = ConfigProvider.getConfig();
        ChannelNames names = new ChannelNames(
                connectors.stream().map(ConnectorBuildItem::getName).collect(Collectors.toSet()), channels);
        ConfiguredChannel.all(StreamSupport.stream(config.getPropertyNames().spliterator(), false),
                property -> config.getOptionalValue(property, String.class)).forEach(channel -> {
                    names.misspelledConnector(channel).map(ValidationErrorBuildItem::new).ifPresent(errors::produce);
                    if (names.isUnused(channel)) {
                        report(channel, names);
                    }
                });
    }

    private static void report(ConfiguredChannel channel, ChannelNames names) {
        log.unusedChannel(channel.name(), channel.prefix(), channel.direction().name().toLowerCase(Locale.ROOT),
                names.nearest(channel).map(nearest -> "; did you mean `" + nearest + "`?").orElse(""));
    }
}
