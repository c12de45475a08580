/**
 * Finds a commit's workflows: {@link dev.sluice.syncworker.discover.ProjectFile} → {@link
 * dev.sluice.syncworker.discover.WorkflowFiles}.
 */
@NullMarked
package dev.sluice.syncworker.discover;

import org.jspecify.annotations.NullMarked;
