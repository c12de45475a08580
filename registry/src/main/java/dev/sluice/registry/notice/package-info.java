/** What Git hosts are still to be told: how commits and pull requests fare. */
@NullMarked
package dev.sluice.registry.notice;

import org.jspecify.annotations.NullMarked;
