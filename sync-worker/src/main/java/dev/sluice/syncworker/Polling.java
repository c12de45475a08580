package dev.sluice.syncworker;

import dev.sluice.syncworker.poll.PollTurn;

/** Looking at branches, as a loop does it. A look that is broken off is of no consequence. */
record Polling(PollTurn turn) implements Turn {
  @Override
  public boolean take() {
    return turn.take();
  }

  @Override
  public void stop() {}
}
