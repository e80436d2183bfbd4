package io.quarkiverse.mqtt5endpoint.benchmarks.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What one contender did at one work.
 *
 * @param failure why there are no figures; {@code null} where there are
 * @param absolute the medians of its rounds
 * @param relative the medians of its rounds' ratios to the plain client's round right before
 * @param lowest the lowest of its ratios of the rate, for the noise
 * @param highest the highest of them
 */
public record Row(String contender, String failure, Figures absolute, Figures relative, double lowest, double highest) {

    public static Row failed(String contender, String failure) {
        return new Row(contender, failure, null, null, 0, 0);
    }

    public static Row of(String contender, List<Figures> rounds, List<Figures> plain) {
        List<Figures> ratios = IntStream.range(0, Math.min(rounds.size(), plain.size()))
                .mapToObj(i -> rounds.get(i).over(plain.get(i))).toList();
        double[] rates = ratios.stream().mapToDouble(Figures::perSecond).sorted().toArray();
        return new Row(contender, null, Figures.median(rounds), Figures.median(ratios), rates[0], rates[rates.length - 1]);
    }
}
