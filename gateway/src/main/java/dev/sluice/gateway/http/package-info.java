/** What every route shares: reading bodies, writing answers and problems, paging through lists. */
@NullMarked
package dev.sluice.gateway.http;

import org.jspecify.annotations.NullMarked;
