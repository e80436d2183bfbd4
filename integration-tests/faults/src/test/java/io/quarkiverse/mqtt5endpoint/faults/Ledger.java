package io.quarkiverse.mqtt5endpoint.faults;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What became of the numbers 0, 1, 2, ... that were published to one topic. */
final class Ledger {

    /** Why a server delivers a message again that is not the fault of the process that gets it. */
    enum Again {
        /** It had not got the acknowledgement of a process that was killed. */
        KILLED,
        /** It had got the acknowledgement, and said so. */
        FORGOTTEN,
        /** It sends what it had not got acknowledged under another packet identifier, against MQTT 5, 4.4. */
        RENUMBERED
    }

    private final Map<Again, Integer> reasons = new EnumMap<>(Again.class);
    private byte[] sent = new byte[0]; // 0 no, 1 maybe, 2 yes
    private byte[] handed = new byte[0]; // over to the application, how often
    private byte[] arrived = new byte[0]; // where it was meant to, how often
    private byte[] again = new byte[0]; // delivered once more, how often, and why is known

    synchronized void published(int number, boolean acknowledged) {
        room(number);
        sent[number] = (byte) (acknowledged ? 2 : 1);
    }

    synchronized void deliveredAgain(int number, Again reason) {
        room(number);
        again[number]++;
        reasons.merge(reason, 1, Integer::sum);
    }

    synchronized void handedOver(int number) {
        room(number);
        handed[number]++;
    }

    /** Acknowledged by the application, or at its destination. */
    synchronized void arrived(int number) {
        room(number);
        arrived[number]++;
    }

    synchronized int sent() {
        return count(2);
    }

    synchronized int maybeSent() {
        return count(1);
    }

    /** Different numbers that arrived. */
    synchronized int delivered() {
        int delivered = 0;
        for (byte times : arrived) {
            delivered += times > 0 ? 1 : 0;
        }
        return delivered;
    }

    /** Sent for sure and not arrived. */
    synchronized List<Integer> lost() {
        return numbers(i -> sent[i] == 2 && arrived[i] == 0);
    }

    /** Those of the {@link #lost} ones that had been handed over. */
    synchronized List<Integer> lostInHands() {
        return numbers(i -> sent[i] == 2 && arrived[i] == 0 && handed[i] > 0);
    }

    /** How often numbers were handed over once more. */
    synchronized int duplicates() {
        int duplicates = 0;
        for (byte times : handed) {
            duplicates += Math.max(0, times - 1);
        }
        return duplicates;
    }

    /** How often the server delivered a message again for this reason. */
    synchronized int again(Again reason) {
        return reasons.getOrDefault(reason, 0);
    }

    /** Numbers that were handed over more often than can be explained. */
    synchronized List<Integer> unexplained() {
        return numbers(i -> handed[i] > 1 + again[i]);
    }

    /** Numbers that nobody published. */
    synchronized List<Integer> unknown() {
        return numbers(i -> sent[i] == 0 && (handed[i] > 0 || arrived[i] > 0));
    }

    private List<Integer> numbers(IntPredicate condition) {
        return IntStream.range(0, sent.length).filter(condition).boxed().toList();
    }

    private int count(int state) {
        int count = 0;
        for (byte each : sent) {
            count += each == state ? 1 : 0;
        }
        return count;
    }

    private void room(int number) {
        if (number >= sent.length) {
            int length = Math.max(number + 1, 2 * sent.length + 1000);
            sent = Arrays.copyOf(sent, length);
            handed = Arrays.copyOf(handed, length);
            arrived = Arrays.copyOf(arrived, length);
            again = Arrays.copyOf(again, length);
        }
    }
}
