package io.quarkiverse.mqtt5endpoint.core.settings;

/** How far two names are apart: how many letters must be added, left out, replaced or swapped with their neighbour. */
final class EditDistance {

    private EditDistance() {
    }

    static int between(String one, String other) {
        int[][] distance = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int k = 0; k <= other.length(); k++) {
                distance[i][k] = i == 0 || k == 0 ? i + k : shortest(distance, one, other, i, k);
            }
        }
        return distance[one.length()][other.length()];
    }

    private static int shortest(int[][] distance, String one, String other, int i, int k) {
        int replaced = distance[i - 1][k - 1] + (one.charAt(i - 1) == other.charAt(k - 1) ? 0 : 1);
        int shortest = Math.min(replaced, Math.min(distance[i - 1][k], distance[i][k - 1]) + 1);
        return isSwapped(one, other, i, k) ? Math.min(shortest, distance[i - 2][k - 2] + 1) : shortest;
    }

    private static boolean isSwapped(String one, String other, int i, int k) {
        return i > 1 && k > 1 && one.charAt(i - 1) == other.charAt(k - 2) && one.charAt(i - 2) == other.charAt(k - 1);
    }
}
