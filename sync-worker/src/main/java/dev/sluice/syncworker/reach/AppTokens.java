package dev.sluice.syncworker.reach;

import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.RepositoryAccess.GitHubApp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The installation tokens of GitHub Apps, each kept in memory until a minute before it expires.
 * Whoever needs one while it is being fetched waits for that one. Thread-safe.
 */
final class AppTokens {
  private static final Duration MARGIN = Duration.ofMinutes(1);

  /** Whose a token is. A key that was replaced gets tokens of its own. */
  private record Holder(GitHubApp app, Secret privateKey, AppPermission permission) {}

  /** One holder's; whoever changes it holds its lock. */
  private static final class Slot {
    volatile @Nullable AppToken token;
  }

  private final AppTokenSource source;
  private final Clock clock;
  private final Map<Holder, Slot> slots = new ConcurrentHashMap<>();

  AppTokens(AppTokenSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /** The credential that lets the installation in, to read. */
  Credential of(GitHubApp app, Secret privateKey) {
    return of(app, privateKey, AppPermission.CONTENTS);
  }

  /** The credential that lets the installation do that. */
  Credential of(GitHubApp app, Secret privateKey, AppPermission permission) {
    slots.values().removeIf(this::isOver);
    Slot slot = slots.computeIfAbsent(new Holder(app, privateKey, permission), it -> new Slot());
    synchronized (slot) {
      AppToken kept = slot.token;
      if (kept != null && isGood(kept, clock.instant())) {
        return kept.login();
      }
      return switch (source.fetch(app, privateKey, permission)) {
        case AppTokenSource.Fetched(AppToken fresh) -> {
          slot.token = fresh;
          yield fresh.login();
        }
        case AppTokenSource.Refused(String reason) -> new Credential.Lacking(reason);
        case AppTokenSource.Away(String cause) -> new Credential.NotNow(cause);
      };
    }
  }

  /** The host didn't take it, so the next one is fetched. */
  void forget(GitHubApp app, Secret privateKey, AppPermission permission) {
    slots.remove(new Holder(app, privateKey, permission));
  }

  private boolean isOver(Slot slot) {
    AppToken token = slot.token;
    return token != null && !isGood(token, clock.instant());
  }

  private static boolean isGood(AppToken token, Instant now) {
    return now.isBefore(token.expiresAt().minus(MARGIN));
  }
}
