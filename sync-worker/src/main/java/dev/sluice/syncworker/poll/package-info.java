/**
 * Looks at branches that no push may have told of: {@link dev.sluice.syncworker.poll.PollTurn}
 * takes the environment that is due and asks for a sync if its branch has moved.
 */
@NullMarked
package dev.sluice.syncworker.poll;

import org.jspecify.annotations.NullMarked;
