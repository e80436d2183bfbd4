package io.quarkiverse.mqtt5endpoint.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The small heap of an application: what it needs after a collection, as the JVM logs it. */
final class Heap {

    static final String[] OPTIONS = { "-Xmx64m", "-XX:+UseSerialGC", "-Xlog:gc:stdout" };

    // "GC(7) Pause Full (Diagnostic Command) 31M->9M(62M) 1.2ms"
    private static final Pattern COLLECTION = Pattern.compile("GC\\(\\d+\\) Pause (.*?) \\d+M->(\\d+)M\\(\\d+M\\)");
    private static final String ASKED_FOR = "Diagnostic Command";
    private static final int GROWTH = 8;

    private final Application application;
    private final int before;

    private Heap(Application application) {
        this.application = application;
        this.before = used();
    }

    /** What an application needs that has begun to work. */
    static Heap of(Application application) {
        return new Heap(application);
    }

    /** Prints how it developed, and looks whether what is used has stayed small, in megabytes. */
    void assertFlat(String what) {
        int after = used();
        System.out.printf("%s; heap used %d MB at the beginning, %d MB at the end; highest after collections, by tenths: %s%n",
                what, before, after, summary());
        assertThat(after).as("MB").isLessThan(before + GROWTH);
    }

    private int used() {
        int known = asked().size();
        try {
            Process collect = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    String.valueOf(application.pid()), "GC.run").redirectErrorStream(true).start();
            collect.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> asked().size() > known);
        return asked().get(known);
    }

    private List<Integer> asked() {
        return collections(true);
    }

    private List<Integer> collections(boolean askedForOnly) {
        List<Integer> megabytes = new ArrayList<>();
        application.lines().stream().map(COLLECTION::matcher).filter(Matcher::find)
                .filter(collection -> !askedForOnly || collection.group(1).contains(ASKED_FOR))
                .forEach(collection -> megabytes.add(Integer.valueOf(collection.group(2))));
        return megabytes;
    }

    private String summary() {
        List<Integer> all = collections(false);
        StringBuilder tenths = new StringBuilder();
        for (int i = 0; i < 10 && all.size() >= 10; i++) {
            tenths.append(all.subList(i * all.size() / 10, (i + 1) * all.size() / 10).stream().max(Integer::compare).get())
                    .append(" ");
        }
        return tenths.append("MB").toString();
    }
}
