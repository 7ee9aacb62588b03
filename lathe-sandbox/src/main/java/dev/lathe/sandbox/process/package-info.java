/**
 * Runs sandboxes as processes of this machine, in Linux namespaces of their own: without network, without sight of other processes,
 * without privileges, with every folder but their own read-only, and under resource limits. It needs util-linux and user namespaces,
 * and no daemon; it works for root and for others.
 */
@NullMarked
package dev.lathe.sandbox.process;

import org.jspecify.annotations.NullMarked;
