package dev.sluice.webhook;

import dev.sluice.registry.Registry;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Push;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.Syncs;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** What is done with a genuine delivery, and answered. Thread-safe. */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final Registry registry;
  private final InstantSource clock;

  Intake(Registry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * @param address where it came from
   * @throws dev.sluice.registry.RegistryException if it can't be written down
   */
  Answer take(Genuine genuine, String address) {
    if (!genuine.delivery().proof().isFresh(clock.instant())) {
      return Answers.stale();
    }
    if (!genuine.delivery().isNamed()) {
      return Answers.unreadable(
          "the header %s must name the delivery, in at most 100 characters"
              .formatted(genuine.host().idHeader()));
    }
    return switch (genuine.message()) {
      case Message.Ping() -> Answers.pong(genuine);
      case Message.RefMoved(String ref, String head) -> moved(genuine, ref, head, address);
      case Message.RefDeleted(String ref) ->
          Answers.ignored(ref + " was deleted; what is live stays live");
      case Message.PullRequest request -> asked(genuine, request, address);
      case Message.Other(String event) ->
          Answers.ignored("the event " + event + " isn't a push; let the hook send pushes only");
      case Message.Unreadable(String why) -> Answers.unreadable(why);
    };
  }

  private Answer moved(Genuine genuine, String ref, String head, String address) {
    Environment environment = genuine.environment();
    String wanted = environment.settings().repository().ref();
    if (!ref.equals(wanted)) {
      String what = ref.startsWith("refs/tags/") ? "%s is a tag" : "%s moved";
      return Answers.ignored((what + "; %s follows %s").formatted(ref, environment.name(), wanted));
    }
    Push push = push(genuine, head);
    // Once accepted, the push is on disk: a crash from here on loses the answer, not the push, and
    // the host's redelivery is recognised by its id.
    Sync sync = registry.as(Actor.GIT_PUSH.at(address)).syncs().accept(push);
    line(sync)
        .log(
            "Push {} of {} to {}: {}",
            push.deliveryId(),
            push.head(),
            sync.environment(),
            sync.id());
    return Answers.queued(sync, genuine);
  }

  private Answer asked(Genuine genuine, Message.PullRequest asked, String address) {
    Environment environment = genuine.environment();
    String wanted = environment.settings().repository().branch();
    Syncs syncs = registry.as(Actor.GIT_PUSH.at(address)).syncs();
    if (asked.action() == Message.PullRequest.Action.CLOSED) {
      syncs.close(environment.name(), asked.number());
      return Answers.closed(asked);
    }
    if (!asked.base().equals(wanted)) {
      return Answers.otherBase(asked, environment);
    }
    Optional<PullRequest> request = request(genuine.host(), asked);
    if (request.isEmpty()) {
      return Answers.outOfReach(asked);
    }
    Push push = push(genuine, asked.head());
    Sync check = syncs.check(push, request.get());
    line(check)
        .log(
            "Pull request {} of {}, at {}: {}",
            asked.number(),
            environment.name(),
            asked.head(),
            check.id());
    return Answers.queued(check, genuine);
  }

  private static LoggingEventBuilder line(Sync sync) {
    return LOG.atInfo()
        .addKeyValue("environment", sync.environment())
        .addKeyValue("syncId", sync.id());
  }

  private static Push push(Genuine genuine, String head) {
    return new Push(
        genuine.environment().name(), genuine.delivery().id(), head, genuine.host().kind());
  }

  private static Optional<PullRequest> request(GitHost host, Message.PullRequest asked) {
    Message.PullRequest.Source source = asked.source();
    return host.kind()
        .flatMap(it -> it.headRef(asked.number(), source.branch(), source.fork()))
        .map(ref ->
            new PullRequest(asked.number(), ref, asked.head(), source.branch(), source.fork()));
  }
}
