package io.quarkiverse.mqtt5endpoint.benchmarks.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.mqtt5endpoint.benchmarks.contender.ClientMain;
import io.quarkiverse.mqtt5endpoint.benchmarks.contender.Control;
import io.quarkiverse.mqtt5endpoint.benchmarks.contender.Usage;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;

/** A contender that runs, in a process of its own. All of them have the same heap. */
final class ContenderProcess implements AutoCloseable {

    private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    private final String name;
    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader answers;

    private ContenderProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.commands = new PrintWriter(process.getOutputStream(), true);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream()));
    }

    static ContenderProcess start(Path application, ContenderName contender, Work work, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JVM);
        String more = System.getProperty("benchmark.jvm", "");
        if (!more.isEmpty()) {
            // For a profiler: -XX:StartFlightRecording=filename={}.jfr
            command.addAll(List.of(more.replace("{}", contender.name() + "-" + work.name()).split(" ")));
        }
        command.addAll(contender.connector() == null ? client(application, contender, work, port)
                : connector(application, contender, work, port));
        return new ContenderProcess(contender.name(),
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    private static List<String> client(Path application, ContenderName contender, Work work, int port) {
        return List.of("-classpath", application.resolve("app") + "/*:" + application.resolve("lib/main") + "/*:"
                + application.resolve("lib/boot") + "/*", ClientMain.class.getName(), contender.name(), work.name(),
                String.valueOf(port));
    }

    private static List<String> connector(Path application, ContenderName contender, Work work, int port) {
        return List.of("-Dbenchmark.connector=" + contender.connector(), "-Dbenchmark.work=" + work.name(),
                "-Dbenchmark.port=" + port, "-Dbenchmark.qos=" + work.qos(),
                "-Dbenchmark." + ContenderName.channel(work.kind()) + "=true", "-jar",
                application.resolve("quarkus-run.jar").toString());
    }

    Usage usage() throws IOException {
        return Usage.of(ask("usage"));
    }

    /** Returns when the server has acknowledged all of them. */
    void publish(int messages) throws IOException {
        ask("publish " + messages);
    }

    /** How many messages its application was given so far. */
    long handled() throws IOException {
        return Long.parseLong(ask("handled"));
    }

    private String ask(String command) throws IOException {
        commands.println(command);
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(Control.MARK)) {
                return line.substring(Control.MARK.length());
            }
            System.err.println(name + ": " + line);
        }
        throw new IOException("The process of " + name + " ended when it was told to " + command);
    }

    @Override
    public void close() {
        commands.close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
