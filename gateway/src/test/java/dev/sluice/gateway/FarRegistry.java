package dev.sluice.gateway;

import dev.sluice.fixtures.Troubled;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A real registry that can be out of reach, with every part of it that somebody holds, or have some
 * other trouble.
 */
final class FarRegistry {
  /** What needs no database. */
  private static final Set<String> NEAR = Set.of("signals", "close");

  private final AtomicBoolean away = new AtomicBoolean();
  private final Registry real;
  private final Troubled.Trouble trouble;

  FarRegistry(Registry real) {
    this(real, Troubled.NEVER);
  }

  /**
   * @param trouble what else goes wrong, before a method of the registry's, or of a part of it
   */
  FarRegistry(Registry real, Troubled.Trouble trouble) {
    this.real = real;
    this.trouble = trouble;
  }

  FarRegistry goAway() {
    away.set(true);
    return this;
  }

  void comeBack() {
    away.set(false);
  }

  /** The one that is always in reach: what other processes see. */
  Registry real() {
    return real;
  }

  Registry registry() {
    return new Troubled(this::before, Troubled.NEVER).seen(Registry.class, real);
  }

  private void before(Method method) throws Throwable {
    if (NEAR.contains(method.getName())) {
      return;
    }
    if (away.get()) {
      throw new RegistryException("the test took it away");
    }
    trouble.about(method);
  }
}
