package io.reelmill.common.memory;

/** The straight line with the least squares of relative errors. */
final class LineFit {

    private double weights;
    private double x;
    private double xx;
    private double y;
    private double xy;
    private int points;
    private double first = Double.NaN;
    private boolean spread;

    /**
     * @param at megapixels
     * @param mib what is to be explained
     * @param measured the whole measurement, to which errors are relative
     */
    void add(double at, double mib, double measured) {
        double weight = 1 / (measured * measured);
        weights += weight;
        x += weight * at;
        xx += weight * at * at;
        y += weight * mib;
        xy += weight * at * mib;
        points++;
        spread |= points > 1 && Math.abs(at - first) > 1e-9;
        first = points == 1 ? at : first;
    }

    int points() {
        return points;
    }

    /** Whether sizes differ, so that there is a line. */
    boolean determined() {
        return spread;
    }

    /** Never falls with size. */
    Line line() {
        double slope = Math.max(0, (weights * xy - x * y) / (weights * xx - x * x));
        return new Line((y - slope * x) / weights, slope);
    }
}
