package dev.sluice.runtime.trace;

import java.util.Optional;

/**
 * Work that isn't followed here: what came is passed on as it came, and nothing is heard.
 *
 * @param context what came
 */
record Passing(Optional<TraceContext> context) implements Span {
  @Override
  public boolean isHeard() {
    return false;
  }

  @Override
  public Span call(String name) {
    return this;
  }

  @Override
  public Span part(String name) {
    return this;
  }

  @Override
  public void say(String attribute, String value) {
    // Nobody hears it.
  }

  @Override
  public void say(String attribute, long value) {
    // Nobody hears it.
  }

  @Override
  public void fail(String type) {
    // Nobody hears it.
  }

  @Override
  public void end() {
    // It was never followed.
  }
}
