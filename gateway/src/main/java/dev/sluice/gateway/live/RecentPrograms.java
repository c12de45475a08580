package dev.sluice.gateway.live;

import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.Digest;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.runtime.Trigger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The programs that were made live last, so that a rollback serves them at once and as fast as they
 * had become: the engine forgets what it compiled only with the program. Thread-safe.
 */
final class RecentPrograms {
  /** For all environments together: each may be a megabyte of code. */
  private static final int MOST = 32;

  private final Map<Key, LiveProgram> programs = new LinkedHashMap<>(16, 0.75f, true);

  private record Key(EnvironmentName environment, Trigger trigger, Digest digest) {}

  /** The program of that content, if it is still remembered. */
  synchronized Optional<LiveProgram> find(
      EnvironmentName environment, Trigger trigger, Deployment deployment) {
    return Optional.ofNullable(programs.get(new Key(environment, trigger, deployment.digest())));
  }

  /** Remembers it, and forgets the one that was asked for longest ago. */
  synchronized void keep(
      EnvironmentName environment, Trigger trigger, Deployment deployment, LiveProgram program) {
    programs.put(new Key(environment, trigger, deployment.digest()), program);
    if (programs.size() > MOST) {
      programs.remove(programs.keySet().iterator().next());
    }
  }
}
