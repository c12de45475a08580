package dev.sluice.syncworker;

import dev.sluice.fixtures.Troubled;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.release.Releases;
import dev.sluice.registry.sync.Syncs;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A registry of which some methods are away for as long as a test says so. */
final class FlakyRegistry {
  private static final Set<Class<?>> FLAKY = Set.of(Syncs.class, Releases.class);

  private final Set<String> away = ConcurrentHashMap.newKeySet();
  private final Map<String, List<String>> afterwards = new ConcurrentHashMap<>();
  private final Map<String, Throwable> errors = new ConcurrentHashMap<>();
  private final Registry registry;

  FlakyRegistry(Registry real) {
    registry = new Troubled(this::before, this::after).seen(Registry.class, real);
  }

  /** The registry as it's seen. */
  Registry seen() {
    return registry;
  }

  /** From now on, that method of its syncs or releases throws. */
  void take(String method) {
    away.add(method);
  }

  /** Once the first method has done its work, the second throws. */
  void takeAfter(String first, String second) {
    afterwards.put(first, List.of(second));
  }

  /** The next call of that method ends with that. */
  void failOnce(String method, Throwable error) {
    errors.put(method, error);
  }

  void giveBack() {
    afterwards.clear();
    away.clear();
  }

  private void before(Method method) throws Throwable {
    if (FLAKY.contains(method.getDeclaringClass())) {
      Throwable error = errors.remove(method.getName());
      if (error != null) {
        throw error;
      }
      if (away.contains(method.getName())) {
        throw new RegistryException(method.getName() + " is away", new IOException("gone"));
      }
    }
  }

  private void after(Method method) {
    if (FLAKY.contains(method.getDeclaringClass())) {
      away.addAll(afterwards.getOrDefault(method.getName(), List.of()));
    }
  }
}
