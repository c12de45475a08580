/**
 * A load generator: kept-alive HTTP/1.1 connections on one thread, with one request under way on
 * each.
 */
@NullMarked
package dev.sluice.benchmarks.load;

import org.jspecify.annotations.NullMarked;
