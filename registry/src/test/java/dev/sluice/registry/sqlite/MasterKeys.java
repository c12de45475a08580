package dev.sluice.registry.sqlite;

import dev.sluice.registry.vault.MasterKey;

/** Master keys for tests. */
final class MasterKeys {
  static final MasterKey KEY =
      MasterKey.parse("dGhlIGtleSB0ZXN0cyB1c2UsIDMyIGJ5dGVzIGxvbmc=", "a test");
  static final MasterKey OTHER =
      MasterKey.parse("YW5vdGhlciBrZXksIGFsc28gb2YgMzIgYnl0ZXMhISE=", "a test");

  private MasterKeys() {}
}
