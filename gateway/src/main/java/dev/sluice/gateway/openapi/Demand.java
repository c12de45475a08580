package dev.sluice.gateway.openapi;

import dev.sluice.gateway.access.Right;

/** What an operation asks of a key. Immutable. */
public record Demand(Right right, Where where) {
  /** Where the key must have that right. */
  public enum Where {
    /** In any environment. */
    SOMEWHERE,
    /** In all environments. */
    EVERYWHERE,
    /** In the path's environment, which needn't exist. */
    NAMED,
    /** In the path's environment, which must exist. */
    THERE
  }
}
