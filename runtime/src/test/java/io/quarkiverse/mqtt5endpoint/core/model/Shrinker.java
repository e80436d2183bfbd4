package io.quarkiverse.mqtt5endpoint.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a list that fails as short as it can be, and its elements as simple: takes out ever smaller pieces as long as
 * it still fails without them (delta debugging).
 *
 * @param fails whether a list fails in the same way
 * @param simpler what an element can be replaced by, the simplest first
 */
record Shrinker<T>(Predicate<List<T>> fails, Function<T, List<T>> simpler) {

    List<T> shrink(List<T> failing) {
        List<T> best = failing;
        List<T> last;
        do {
            last = best;
            best = simplified(shortened(best));
        } while (!best.equals(last));
        return best;
    }

    private List<T> shortened(List<T> failing) {
        List<T> best = failing;
        for (int piece = Math.max(1, best.size() / 2); piece > 0; piece /= 2) {
            for (int end = best.size(); end > 0; end -= piece) {
                List<T> without = new ArrayList<>(best);
                without.subList(Math.max(0, end - piece), end).clear();
                best = fails.test(without) ? without : best;
            }
        }
        return best;
    }

    private List<T> simplified(List<T> failing) {
        List<T> best = new ArrayList<>(failing);
        for (int i = 0; i < best.size(); i++) {
            for (T candidate : simpler.apply(best.get(i))) {
                List<T> with = new ArrayList<>(best);
                with.set(i, candidate);
                if (fails.test(with)) {
                    best = with;
                    break;
                }
            }
        }
        return best;
    }
}
