package dev.sluice.gateway.live;

import dev.sluice.registry.key.HashedKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was kept of the registry, for a process that starts while it is away. Thread-safe. */
public interface Fallback {
  /** Where nothing is kept. */
  Fallback NONE =
      new Fallback() {
        @Override
        public void heard(Heard heard) {
          // There's nobody to keep it.
        }

        @Override
        public Restored restore() {
          return Restored.NOTHING;
        }
      };

  /** Has what the registry said kept, in the background; as much of it as is served by now. */
  void heard(Heard heard);

  /** Reads what was kept. */
  Restored restore();

  /**
   * What may be served of what was kept.
   *
   * @param keys all API keys; empty if they weren't kept, or can't be used
   * @param refusals what can't be used: which file, why, and what to do
   */
  record Restored(Optional<Keys> keys, List<Kept> environments, List<String> refusals) {
    public static final Restored NOTHING = new Restored(Optional.empty(), List.of(), List.of());

    public Restored {
      environments = List.copyOf(environments);
      refusals = List.copyOf(refusals);
    }
  }

  /**
   * API keys that were kept.
   *
   * @param asOf when the registry said so last
   */
  record Keys(List<HashedKey> keys, Instant asOf) {
    public Keys {
      keys = List.copyOf(keys);
    }
  }
}
