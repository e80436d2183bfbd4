package io.quarkiverse.mqtt5endpoint.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The small heap of an application: what it needs after each collection, as the JVM logs it. */
final class Heap {

    static final String[] OPTIONS = { "-Xmx64m", "-XX:+UseSerialGC", "-Xlog:gc:stdout" };

    // "GC(7) Pause Full (Ergonomics) 31M->9M(62M) 1.2ms"
    private static final Pattern COLLECTION = Pattern.compile("GC\\(\\d+\\) Pause (\\w+).*?\\d+M->(\\d+)M\\(\\d+M\\)");
    private static final int MEGABYTES = 40;

    private Heap() {
    }

    /** Prints how it developed, and looks whether what is used stays small. */
    static void assertBounded(String what, Application application) {
        List<Integer> heap = new ArrayList<>();
        List<Integer> used = new ArrayList<>();
        application.lines().stream().map(COLLECTION::matcher).filter(Matcher::find).forEach(collection -> {
            heap.add(Integer.valueOf(collection.group(2)));
            if (collection.group(1).equals("Full")) { // the others leave garbage
                used.add(Integer.valueOf(collection.group(2)));
            }
        });
        System.out.printf("%s; heap after each of %d collections: %s, after full ones: %s%n", what, heap.size(), summary(heap),
                used);
        assertThat(heap).as("collections").isNotEmpty();
        assertThat(used.isEmpty() ? heap : used).allSatisfy(megabytes -> assertThat(megabytes).isLessThan(MEGABYTES));
    }

    /** The highest of each tenth of the run. */
    private static String summary(List<Integer> heap) {
        StringBuilder tenths = new StringBuilder();
        for (int i = 0; i < 10 && heap.size() >= 10; i++) {
            tenths.append(heap.subList(i * heap.size() / 10, (i + 1) * heap.size() / 10).stream().max(Integer::compare).get())
                    .append(" ");
        }
        return tenths.append("MB").toString();
    }
}
