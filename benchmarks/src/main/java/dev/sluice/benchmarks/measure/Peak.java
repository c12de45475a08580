package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.report.Figures;
import java.util.ArrayList;
import java.util.List;

/** The most runs a second that a warm server answers: what other loads are a part of. */
final class Peak {
  private static final int WINDOWS = 3;

  private Peak() {}

  /** Warms the server up and measures. */
  static double of(LiveSluice sluice, Setting setting) {
    Contender contender = Contender.sluice(sluice, setting.connections());
    contender.warmUp(setting);
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      rates.add(contender.run(setting.window()).rate());
    }
    double peak = Figures.median(rates);
    setting.progress().say("the peak is " + Figures.whole(peak) + " runs/s");
    return peak;
  }
}
