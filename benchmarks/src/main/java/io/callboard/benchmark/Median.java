package io.callboard.benchmark;

import java.util.stream.DoubleStream;

/** The median of figures. */
final class Median {
  private Median() {}

  static double of(DoubleStream figures) {
    double[] sorted = figures.sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
