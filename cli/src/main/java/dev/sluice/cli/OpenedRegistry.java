package dev.sluice.cli;

import dev.sluice.cli.ServeSettings.Role;
import dev.sluice.gateway.standby.Standby;
import dev.sluice.gateway.standby.StandbySettings;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.TablesException;
import dev.sluice.registry.late.Opening;
import dev.sluice.registry.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The registry of a process, and what its gateway keeps of it. A process with a gateway that has
 * kept something starts without its registry, which is opened once it is there. Owns the registry.
 */
final class OpenedRegistry implements AutoCloseable {
  private final Registry registry;
  private final Optional<Opening> opening;
  private final Optional<StandbySettings> standby;

  private OpenedRegistry(
      Registry registry, Optional<Opening> opening, Optional<StandbySettings> standby) {
    this.registry = registry;
    this.opening = opening;
    this.standby = standby;
  }

  /**
   * Opens it.
   *
   * @throws CommandFailure if it can't, and there's nothing to serve without it; or if its tables
   *     aren't those this version works with
   */
  static OpenedRegistry open(ServeSettings settings, Clock clock) {
    DataFolder folder = DataFolder.of(settings.storage());
    Optional<StandbySettings> standby = standby(settings, folder);
    try {
      return new OpenedRegistry(folder.registry(clock), Optional.empty(), standby);
    } catch (TablesException e) {
      // A whole fleet replaced before its tables were would say it is ready, and serve from
      // standby.
      throw new CommandFailure(1, String.valueOf(e.getMessage()));
    } catch (RegistryException e) {
      if (standby.isEmpty() || !Standby.exists(folder.standby())) {
        throw new CommandFailure(1, String.valueOf(e.getMessage()));
      }
      Opening opening = Opening.begin(() -> folder.registry(clock), e);
      return new OpenedRegistry(opening.registry(), Optional.of(opening), standby);
    }
  }

  private static Optional<StandbySettings> standby(ServeSettings settings, DataFolder folder) {
    Duration limit = settings.administration().standby();
    if (limit.isZero()) {
      Standby.delete(folder.standby());
    }
    return limit.isZero() || !settings.plays(Role.GATEWAY)
        ? Optional.empty()
        : Optional.of(
            new StandbySettings(
                folder.standby(), new Vault(folder.keys()), folder.registryName(), limit));
  }

  Registry registry() {
    return registry;
  }

  /** What the gateway keeps of it; empty for nothing. */
  Optional<StandbySettings> standby() {
    return standby;
  }

  /** Whether it was there at the start. */
  boolean isOpen() {
    return opening.isEmpty();
  }

  /** Takes that step once the registry is there: now, if it is. */
  void whenOpen(Runnable step) {
    opening.ifPresentOrElse(it -> it.whenOpen(step), step);
  }

  @Override
  public void close() {
    opening.ifPresentOrElse(Opening::close, registry::close);
  }
}
