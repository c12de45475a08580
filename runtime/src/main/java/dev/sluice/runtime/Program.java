package dev.sluice.runtime;

import dev.sluice.runtime.realm.ProgramCode;
import dev.sluice.runtime.run.Lane;
import dev.sluice.runtime.run.Runner;
import dev.sluice.runtime.run.SourceMap;
import org.jspecify.annotations.Nullable;

/** A bundle parsed and ready to run, for one environment. Immutable, thread-safe, cheap to drop. */
public final class Program {
  private final Runner.Job job;
  private volatile @Nullable SourceMap map;

  Program(ProgramSource source) {
    ProgramCode code = new ProgramCode(source.bundle(), Mount.members(source));
    this.job = new Runner.Job(source, code, this::map, new Lane());
  }

  public ProgramSource source() {
    return job.source();
  }

  Runner.Job job() {
    return job;
  }

  /** Parsed only when something fails: most programs never need it. */
  private SourceMap map() {
    @Nullable SourceMap known = map;
    if (known == null) {
      known = SourceMap.parse(source().bundle().sourceMap());
      map = known;
    }
    return known;
  }
}
