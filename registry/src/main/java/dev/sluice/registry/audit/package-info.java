/**
 * Who changed what, and when. An entry is written in the transaction of the change it tells of, so
 * that neither is there without the other; whatever isn't told isn't done.
 *
 * <p>A registry acts for an {@link dev.sluice.registry.audit.Actor}, which {@link
 * dev.sluice.registry.Registry#as} chooses. A store that learns a new action adds one line to the
 * transaction that does it: {@code trail.add(transaction, Change.of("workflow.deactivate",
 * environment, id.value()));}. Routes have nothing to add but {@code access.acting(ctx)} where they
 * would have used the registry itself.
 */
@NullMarked
package dev.sluice.registry.audit;

import org.jspecify.annotations.NullMarked;
