package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import io.quarkiverse.mqtt5endpoint.runtime.Mqtt5EndpointConnector;

/** What a native image needs. No image is built here: these are the things without which one was seen to fail. */
class NativeBuildItemsTest {

    @Test
    void clientAndItsSchedulersAreInitializedAtRunTime() {
        Mqtt5EndpointProcessor processor = new Mqtt5EndpointProcessor();
        assertThat(processor.client().getPackageName()).isEqualTo("com.hivemq.client");
        assertThat(processor.schedulers().getPackageName()).isEqualTo("io.reactivex");
    }

    @Test
    void packagesAreStillThoseOfTheClient() {
        assertThatCode(() -> Class.forName("com.hivemq.client.mqtt.mqtt5.Mqtt5Client")).doesNotThrowAnyException();
        assertThatCode(() -> Class.forName("io.reactivex.schedulers.Schedulers")).doesNotThrowAnyException();
    }

    @Test
    void classesOfEpollAreThere() {
        assertThatCode(() -> Class.forName("io.netty.channel.epoll.EpollSocketChannel", false, getClass().getClassLoader()))
                .doesNotThrowAnyException();
        assertThatCode(() -> Class.forName("io.netty.channel.epoll.EpollEventLoopGroup", false, getClass().getClassLoader()))
                .doesNotThrowAnyException();
    }

    /** Here the embedded server brings them too: in an application only this dependency does. */
    @Test
    void classesOfEpollAreADependencyOfTheApplication() throws Exception {
        assertThat(dependenciesOfTheRuntimeModule()).containsEntry("io.netty:netty-transport-classes-epoll", "compile")
                .doesNotContainKey("io.netty:netty-transport-native-epoll");
    }

    private static Map<String, String> dependenciesOfTheRuntimeModule() throws Exception {
        NodeList dependencies = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(pom().toURI().toString()).getElementsByTagName("dependency");
        return IntStream.range(0, dependencies.getLength()).mapToObj(i -> (Element) dependencies.item(i)).collect(
                Collectors.toMap(dependency -> text(dependency, "groupId") + ":" + text(dependency, "artifactId"),
                        dependency -> text(dependency, "scope")));
    }

    private static String text(Element dependency, String name) {
        NodeList found = dependency.getElementsByTagName(name);
        return found.getLength() == 0 ? "compile" : found.item(0).getTextContent();
    }

    /** Beside the classes or inside of the jar: the build takes the runtime module from either. */
    private static URL pom() throws Exception {
        URL inJar = Mqtt5EndpointConnector.class
                .getResource("/META-INF/maven/io.quarkiverse.mqtt5endpoint/quarkus-mqtt5-endpoint/pom.xml");
        Path besideClasses = Path.of(Mqtt5EndpointConnector.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                .resolve("../../pom.xml").normalize();
        return Files.exists(besideClasses) ? besideClasses.toUri().toURL() : inJar;
    }
}
