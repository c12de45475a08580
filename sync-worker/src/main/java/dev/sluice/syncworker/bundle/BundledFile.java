package dev.sluice.syncworker.bundle;

import dev.sluice.runtime.BundleCode;

/**
 * One workflow's file and all it imports, as one script.
 *
 * @param path the file's, from the repository's root
 * @param empty whether nothing of it is left to run
 * @param log what the bundler said, a line each
 */
public record BundledFile(String path, BundleCode code, boolean empty, String log) {}
