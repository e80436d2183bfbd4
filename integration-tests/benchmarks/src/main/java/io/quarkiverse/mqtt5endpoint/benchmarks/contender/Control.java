package io.quarkiverse.mqtt5endpoint.benchmarks.contender;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.concurrent.CountDownLatch;

/** Obeys the process that measures, which writes one command a line, and reads the lines that begin with a mark. */
public final class Control {

    public static final String MARK = "#benchmark ";

    private final Contender contender;
    private final Handled handled;
    private long published;

    public Control(Contender contender, Handled handled) {
        this.contender = contender;
        this.handled = handled;
    }

    /** Returns when there are no more commands. */
    public void obey() throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            System.out.println(MARK + answer(words));
        }
    }

    private String answer(String[] words) throws Exception {
        return switch (words[0]) {
            case "usage" -> Usage.now().toString();
            case "handled" -> String.valueOf(handled.count());
            case "publish" -> publish(Integer.parseInt(words[1]));
            default -> throw new IllegalArgumentException("Not a command: " + words[0]);
        };
    }

    private String publish(int messages) throws Exception {
        CountDownLatch acknowledged = new CountDownLatch(messages);
        contender.publish(published, messages, acknowledged::countDown);
        published += messages;
        acknowledged.await();
        return "published";
    }
}
