package dev.sluice.registry.sync;

/**
 * A worker wrote about a sync that it doesn't have any more: its lease ran out and the sync was
 * taken from it, or the sync has ended. Nothing of what it wrote is kept.
 */
public final class ClaimLostException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public ClaimLostException(Claim claim) {
    super(
        "sync %s isn't running by claim %d: it was ended, put back or taken over"
            .formatted(claim.sync(), claim.number()));
  }
}
