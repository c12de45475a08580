package dev.sluice.registry.gateway;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;
import java.util.Map;

/**
 * The gateways that are there, as each says of itself, again and again; and for a while those that
 * ended without a word. When each was seen is told by its own clock. What is said may be lost if
 * the database fails: it is said again.
 */
public interface Gateways {
  /** How often a gateway says that it is there, at least. */
  Duration HEARTBEAT = Duration.ofSeconds(5);

  /** When one that said nothing isn't there any more. */
  Duration GONE_AFTER = Duration.ofSeconds(20);

  /** When one that is gone isn't listed any more. */
  Duration FORGOTTEN_AFTER = Duration.ofHours(1);

  /** How many are named where there's no list to go on in. */
  int MOST_SHOWN = 200;

  /** It is there, and serves that and nothing else. */
  void arrived(Gateway gateway, Map<EnvironmentName, Served> serves);

  /**
   * It is still there, and what it serves has changed so.
   *
   * @return whether it is known; if not, nothing was written, and it is to arrive again
   */
  boolean stays(GatewayId id, ServedChanges changes);

  /** It isn't there any more. */
  void left(GatewayId id);

  /** Forgets those that have been gone for long. */
  void forgetGone();

  /** Those that are there or were a while ago, the newest first. */
  Page<SeenGateway> list(PageRequest page);

  /** Which of those that are there serve that release. */
  Serving serving(EnvironmentName environment, int release);
}
