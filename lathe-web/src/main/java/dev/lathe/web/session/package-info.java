/** Sessions of the shop that outlive a request: leases, steps that may be sent twice, snapshots, forks. Nothing of it tells the goal. */
@NullMarked
package dev.lathe.web.session;

import org.jspecify.annotations.NullMarked;
