package dev.sluice.gateway.live;

import dev.sluice.gateway.access.KnownKeys;
import dev.sluice.gateway.health.Trouble;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of what is served while the registry can't be read: what this process has read
 * stays, and what it hasn't is taken from what was kept; until either is too old to count. Steps
 * are taken by one thread at a time, the rest is for any.
 */
public final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  private final LiveReleases live;
  private final KnownKeys keys;
  private final Fallback fallback;
  private final Contact contact;
  private boolean restored;
  private volatile Standing standing = Standing.NOTHING;

  /** Whether this process has ever served what it read itself, and how long ago isn't too long. */
  private volatile boolean caughtUp;

  /** Whether all was let go as too old. */
  private volatile boolean over;

  public Outage(LiveReleases live, KnownKeys keys, Fallback fallback, Contact contact) {
    this.live = live;
    this.keys = keys;
    this.fallback = fallback;
    this.contact = contact;
  }

  /** The registry was asked in vain. */
  synchronized void goesOn() {
    if (!caughtUp && !restored) {
      restored = true;
      restore();
    }
    if (caughtUp) {
      contact.away().map(Contact.Away::since).filter(contact::isTooOld).ifPresent(_ -> letGo());
    } else {
      dropTooOld();
    }
  }

  private void restore() {
    Fallback.Restored kept = fallback.restore();
    kept.refusals().forEach(LOG::error);
    kept.keys().ifPresent(it -> keys.restore(it.keys()));
    Map<EnvironmentName, Instant> served = new HashMap<>();
    List<String> refusals = new ArrayList<>(kept.refusals());
    for (Kept environment : kept.environments()) {
      EnvironmentName name = environment.state().name();
      try {
        live.standIn(environment, kept.environments().size());
        served.put(name, environment.asOf());
      } catch (NotLoadableException e) {
        refusals.add("%s can't be served from standby: %s".formatted(name, e.getMessage()));
      }
    }
    standing = new Standing(kept.keys().map(Fallback.Keys::asOf), served, refusals);
    standing.words(contact).ifPresent(LOG::warn);
  }

  private void dropTooOld() {
    Standing now = standing;
    now.environments()
        .forEach((name, asOf) -> {
          if (contact.isTooOld(asOf)) {
            live.forget(name);
            standing = standing.without(name).refusing(tooOld(name.value(), asOf));
          }
        });
    now.keys()
        .filter(contact::isTooOld)
        .ifPresent(asOf -> {
          keys.forgetAll();
          standing = standing.withoutKeys().refusing(tooOld("API keys", asOf));
        });
  }

  private String tooOld(String what, Instant asOf) {
    String words =
        "What was kept of %s is of %s, more than %s ago, and isn't used any more"
            .formatted(what, Ages.moment(asOf), Ages.words(contact.limit()));
    LOG.error(words);
    return words;
  }

  private void letGo() {
    if (!over) {
      over = true;
      LOG.error(
          "The registry hasn't been read for {}: what it said last isn't served any more",
          Ages.words(contact.limit()));
    }
    live.forgetAll();
    keys.forgetAll();
  }

  /** The registry was read, and what it says is served wherever it can be. */
  synchronized void ended(Set<EnvironmentName> existing) {
    if (!standing.equals(Standing.NOTHING)) {
      live.retain(existing);
      standing = Standing.NOTHING;
      LOG.info("What the registry says is served now, and nothing that was kept");
    }
    caughtUp = true;
    over = false;
  }

  /** How many environments are served as they were kept. */
  public int standIns() {
    return standing.environments().size();
  }

  /** Whether that environment is served as it was kept. */
  public boolean standsIn(EnvironmentName name) {
    return standing.environments().containsKey(name);
  }

  /** What whoever asks how this process is should know. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    contact.away().map(this::words).ifPresent(notes::add);
    contact.keyNote().ifPresent(notes::add);
    Standing now = standing;
    now.words(contact).ifPresent(notes::add);
    notes.addAll(now.refusals());
    return notes;
  }

  private String words(Contact.Away away) {
    return "The registry can't be read since %s (%s); changes and pushes are refused meanwhile, and what it said last is served for %s: %s"
        .formatted(
            Ages.moment(away.since()),
            Ages.words(contact.age(away.since())),
            Ages.words(contact.limit()),
            away.why());
  }

  /** Why nothing can be served; empty if something can. */
  public Optional<Trouble> problem() {
    if (live.known() && keys.isKnown()) {
      return Optional.empty();
    }
    String what =
        over
            ? "the registry hasn't been read for " + Ages.words(contact.limit())
            : live.known() ? "no API key is known" : "the registry wasn't read yet";
    List<String> details = new ArrayList<>();
    contact.away().map(Contact.Away::why).ifPresent(details::add);
    details.addAll(standing.refusals());
    return Optional.of(Trouble.passing(what, details));
  }
}
