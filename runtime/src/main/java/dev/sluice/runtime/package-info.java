/**
 * Runs one program for one event in a hardened realm, within limits, and returns an outcome. {@link
 * dev.sluice.runtime.WorkflowRuntime} is the door.
 */
@NullMarked
package dev.sluice.runtime;

import org.jspecify.annotations.NullMarked;
