package io.quarkiverse.mqtt5endpoint.faults;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What became of the numbers 0, 1, 2, ... that were published to one topic. */
final class Ledger {

    /** Why a server delivers a message again that is not the fault of the process that gets it. */
    enum Again {
        /** It had not got the acknowledgement of a process that was killed. */
        KILLED,
        /** It had got the acknowledgement, and recorded it. */
        FORGOTTEN,
        /** It sends what it had not got acknowledged under another packet identifier, against MQTT 5, 4.4. */
        RENUMBERED
    }

    private static final class Entry {

        private boolean maybeSent;
        private boolean sent;
        private int handedOver;
        private int arrived;
        private int surplus;
        private int republished;
        private boolean confirmed;
        private int copies;

        // valid for process
        private int process;
        private int handedOverNow;
        private int deliveredAgainNow;
        private int republishedNow;
        private int reasonsNow;

        private Entry of(int current) {
            if (process != current) {
                process = current;
                copies = copies();
                handedOverNow = 0;
                deliveredAgainNow = 0;
                republishedNow = 0;
                reasonsNow = 0;
            }
            return this;
        }

        private int copies() {
            return copies + Math.max(0, republishedNow - 1 - reasonsNow);
        }
    }

    private final Map<Integer, Entry> entries = new TreeMap<>();
    private final Map<Again, Integer> reasons = new EnumMap<>(Again.class);
    private int process;

    /** A new process, because the one before was killed. */
    synchronized void nextProcess() {
        process++;
    }

    synchronized void published(int number, boolean acknowledged) {
        Entry entry = entry(number);
        entry.maybeSent = true;
        entry.sent |= acknowledged;
    }

    synchronized void deliveredAgain(int number, Again reason) {
        // After a kill, each process may get it once.
        entry(number).deliveredAgainNow += reason == Again.KILLED ? 0 : 1;
        reasons.merge(reason, 1, Integer::sum);
    }

    synchronized void handedOver(int number) {
        Entry entry = entry(number);
        entry.handedOver++;
        entry.handedOverNow++;
        entry.surplus += entry.handedOverNow > 1 + entry.deliveredAgainNow ? 1 : 0;
    }

    /** The application settled it: one that the server delivers after that is passed on again. */
    synchronized void settled(int number) {
        entry(number).reasonsNow++;
    }

    /** The server refused it on its way to its destination, where it may be passed on again. */
    synchronized void refused(int number) {
        entry(number).reasonsNow++;
    }

    /** Acknowledged by the application, or at its destination. */
    synchronized void arrived(int number) {
        entry(number).arrived++;
    }

    /** The application published it to its destination, not marked as sent again. */
    synchronized void passedOn(int number) {
        Entry entry = entry(number);
        entry.republished++;
        entry.republishedNow++;
    }

    /** The server acknowledged it on its way to its destination. */
    synchronized void confirmed(int number) {
        entry(number).confirmed = true;
    }

    synchronized int sent() {
        return numbers(entry -> entry.sent).size();
    }

    synchronized int maybeSent() {
        return numbers(entry -> entry.maybeSent && !entry.sent).size();
    }

    /** Different numbers that arrived. */
    synchronized int delivered() {
        return numbers(entry -> entry.arrived > 0).size();
    }

    /** Sent for sure, not arrived, and the server has never said that it has it. */
    synchronized List<Integer> lost() {
        return numbers(entry -> entry.sent && entry.arrived == 0 && !entry.confirmed);
    }

    /** Sent for sure, not arrived, although the server acknowledged it to the application. */
    synchronized List<Integer> lostByServer() {
        return numbers(entry -> entry.sent && entry.arrived == 0 && entry.confirmed);
    }

    /** How often numbers were handed over once more. */
    synchronized int duplicates() {
        return entries.values().stream().mapToInt(entry -> Math.max(0, entry.handedOver - 1)).sum();
    }

    /** How often the server delivered a message again for this reason. */
    synchronized int again(Again reason) {
        return reasons.getOrDefault(reason, 0);
    }

    /** Numbers that were handed over to one process more often than the server had reasons to deliver them. */
    synchronized List<Integer> unexplained() {
        return numbers(entry -> entry.surplus > 0);
    }

    /** Numbers that were passed on more often than they had been handed over. */
    synchronized List<Integer> passedOnTooOften() {
        return numbers(entry -> entry.republished > entry.handedOver);
    }

    /** Numbers that one process passed on again without having settled them, and without a refusal. */
    synchronized List<Integer> copied() {
        return numbers(entry -> entry.copies() > 0);
    }

    /** Different numbers that were passed on. */
    synchronized int passedOn() {
        return numbers(entry -> entry.republished > 0).size();
    }

    /** Numbers that nobody published. */
    synchronized List<Integer> unknown() {
        return numbers(entry -> !entry.maybeSent && (entry.handedOver > 0 || entry.arrived > 0));
    }

    private List<Integer> numbers(Predicate<Entry> condition) {
        return entries.entrySet().stream().filter(entry -> condition.test(entry.getValue())).map(Map.Entry::getKey).toList();
    }

    private Entry entry(int number) {
        return entries.computeIfAbsent(number, any -> new Entry()).of(process);
    }
}
