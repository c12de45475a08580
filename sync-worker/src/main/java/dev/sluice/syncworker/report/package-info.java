/**
 * Tells Git hosts how commits and pull requests fare: a status beside the commit, one comment on
 * the pull request.
 */
@NullMarked
package dev.sluice.syncworker.report;

import org.jspecify.annotations.NullMarked;
