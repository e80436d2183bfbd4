package io.quarkiverse.mqtt5endpoint.deployment;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;
import static java.util.Comparator.comparing;

import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.mqtt5endpoint.runtime.config.ChannelSettingsReader;
import io.quarkiverse.mqtt5endpoint.runtime.config.Environment;
import io.quarkiverse.mqtt5endpoint.runtime.config.GeneratedIds;
import io.quarkiverse.mqtt5endpoint.runtime.config.ReportedAttributes;
import io.quarkiverse.mqtt5endpoint.runtime.config.ReportedAttributesRecorder;
import io.quarkiverse.mqtt5endpoint.runtime.config.UnknownAttributes;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.smallrye.reactivemessaging.deployment.items.ConnectorManagedChannelBuildItem;

/**
 * Looks at the attributes of channels as the start of the application does, with the same code. It warns, and never
 * fails the build: whoever runs the application can still change each of them.
 */
class ChannelAttributesProcessor {

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    SyntheticBeanBuildItem check(ReportedAttributesRecorder recorder, LaunchModeBuildItem mode,
            List<ConnectorManagedChannelBuildItem> channels) {
        List<ChannelAttributes> ours = ours(channels, ConfigProvider.getConfig());
        UnknownAttributes unknown = new UnknownAttributes(ReportedAttributes.NONE);
        ours.forEach(channel -> unknown.report(channel.channel(), channel.direction(), channel));
        // Otherwise the start follows immediately.
        if (mode.getLaunchMode() == LaunchMode.NORMAL) {
            Environment environment = Environment.of(ConfigProvider.getConfig(), GeneratedIds.NEW);
            ours.stream().filter(ChannelAttributes::areKnown).forEach(channel -> reportWrong(channel, environment));
        }
        return SyntheticBeanBuildItem.configure(ReportedAttributes.class).scope(Singleton.class).unremovable()
                .runtimeValue(recorder.reportedAttributes(unknown.reported())).done();
    }

    /** In an order that does not change from build to build. */
    private static List<ChannelAttributes> ours(List<ConnectorManagedChannelBuildItem> channels, Config config) {
        return channels.stream().filter(channel -> DevServicesProcessor.NAMES.contains(channel.getConnector()))
                .map(channel -> new ChannelAttributes(channel, config))
                .sorted(comparing(ChannelAttributes::channel).thenComparing(ChannelAttributes::direction)).toList();
    }

    private static void reportWrong(ChannelAttributes channel, Environment environment) {
        ChannelSettingsReader.firstWrong(channel.direction(), channel, environment)
                .ifPresent(wrong -> log.wrongAtBuildTime(channel.channel(), channel.property(wrong.attribute()),
                        wrong.allowed() + (wrong.found() == null ? "" : ", but was `" + wrong.found() + "`")));
    }
}
