package dev.sluice.runtime.run;

import dev.sluice.runtime.fetch.Clients;
import dev.sluice.runtime.realm.Realms;
import dev.sluice.runtime.token.Tokens;
import dev.sluice.runtime.watch.Watchdog;
import java.time.Clock;

/** What all runs share. */
public record Host(Realms realms, Watchdog watchdog, Clients clients, Tokens tokens, Clock clock) {}
