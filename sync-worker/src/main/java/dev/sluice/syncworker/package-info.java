/**
 * Brings commits into environments: {@link dev.sluice.syncworker.SyncLoop} takes a sync, {@link
 * dev.sluice.syncworker.SyncPipeline} does fetch → verify → discover → bundle → check → deploy.
 */
@NullMarked
package dev.sluice.syncworker;

import org.jspecify.annotations.NullMarked;
