/**
 * Runs programs that nobody has read in isolated places. {@link dev.lathe.sandbox.SandboxBackend} makes a
 * {@link dev.lathe.sandbox.Sandbox}; whoever uses it puts files in, runs commands within limits, takes files out and closes it. One
 * backend is here: processes of this machine. A backend far away implements the same two interfaces.
 */
@NullMarked
package dev.lathe.sandbox;

import org.jspecify.annotations.NullMarked;
