package dev.lathe.model.constraint;

import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;

/** Is a set of characters, as a class of a regular expression. Surrogates are no characters. */
final class CodePoints {
    private static final int COUNT = Character.MAX_CODE_POINT + 1;

    private final BitSet bits = new BitSet();

    static CodePoints of(String characters) {
        CodePoints set = new CodePoints();
        characters.codePoints().forEach(set.bits::set);
        return set;
    }

    static CodePoints range(int first, int last) {
        CodePoints set = new CodePoints();
        set.bits.set(first, last + 1);
        return set;
    }

    static CodePoints where(IntPredicate test) {
        CodePoints set = new CodePoints();
        IntStream.range(0, COUNT).filter(test).forEach(set.bits::set);
        return set;
    }

    /** Returns the only character, or -1 if there is none or are several. */
    int single() {
        return bits.cardinality() == 1 ? bits.nextSetBit(0) : -1;
    }

    CodePoints with(CodePoints other) {
        CodePoints set = new CodePoints();
        set.bits.or(bits);
        set.bits.or(other.bits);
        return set;
    }

    CodePoints complement() {
        CodePoints set = new CodePoints();
        set.bits.set(0, COUNT);
        set.bits.andNot(bits);
        return set;
    }

    Automaton automaton() {
        BitSet characters = (BitSet) bits.clone();
        characters.clear(Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1);
        if (characters.isEmpty()) {
            return Automata.makeEmpty();
        }
        IntStream.Builder starts = IntStream.builder();
        IntStream.Builder ends = IntStream.builder();
        for (int start = characters.nextSetBit(0); start >= 0; ) {
            int end = characters.nextClearBit(start);
            starts.add(start);
            ends.add(end - 1);
            start = characters.nextSetBit(end);
        }
        return Automata.makeCharClass(starts.build().toArray(), ends.build().toArray());
    }
}
