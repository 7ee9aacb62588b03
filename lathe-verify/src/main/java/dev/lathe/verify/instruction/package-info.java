/**
 * Checks whether a reply follows an instruction that a program can check: the 25 of IFEval, with its names and parameters.
 *
 * @see <a href="https://arxiv.org/abs/2311.07911">Zhou et al. 2023, Instruction-Following Evaluation for Large Language Models</a>
 */
@NullMarked
package dev.lathe.verify.instruction;

import org.jspecify.annotations.NullMarked;
