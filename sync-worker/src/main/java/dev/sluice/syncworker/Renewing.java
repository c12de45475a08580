package dev.sluice.syncworker;

/** The heartbeat, as a loop does it: leases are renewed while other threads work. */
record Renewing(Leases leases) implements Turn {
  @Override
  public boolean take() {
    leases.renew();
    return false;
  }

  @Override
  public void stop() {}
}
