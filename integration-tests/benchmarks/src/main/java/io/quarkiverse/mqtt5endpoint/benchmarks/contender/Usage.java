package io.quarkiverse.mqtt5endpoint.benchmarks.contender;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * What this process has used so far.
 *
 * @param cpuNanos of all its threads, with those of the virtual machine
 * @param allocatedBytes of all its Java threads that live
 */
public record Usage(long cpuNanos, long allocatedBytes) {

    static Usage now() {
        return new Usage(((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime(),
                allocated());
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    public static Usage of(String text) {
        String[] numbers = text.split(" ");
        return new Usage(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    public Usage since(Usage earlier) {
        return new Usage(cpuNanos - earlier.cpuNanos, allocatedBytes - earlier.allocatedBytes);
    }

    @Override
    public String toString() {
        return cpuNanos + " " + allocatedBytes;
    }
}
