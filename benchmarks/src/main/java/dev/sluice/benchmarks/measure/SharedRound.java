package dev.sluice.benchmarks.measure;

/**
 * What gateways used right after each other, where they are compared with each other and with no
 * other round's: what a core gives differs from minute to minute.
 *
 * @param alone each by itself, with all of the load
 * @param half each by itself, with half of it: as two do that share it on machines of their own
 * @param shared both at once, half of it each
 * @param both both at once, all of it each
 * @param rest both, while nobody asks
 */
record SharedRound(Spent alone, Spent half, Spent shared, Spent both, Spent rest) {
  /**
   * Milliseconds in a second that a gateway uses however many runs it answers: what it uses at no
   * load, if load adds to that in proportion, as two loads tell it.
   */
  double fixedMillis() {
    return alone.millisPerSecond() - alone.rate() * microsOfOneMore() / 1e3;
  }

  /** What one more run adds, in microseconds. */
  double microsOfOneMore() {
    return 1e3 * (alone.millisPerSecond() - half.millisPerSecond()) / (alone.rate() - half.rate());
  }
}
