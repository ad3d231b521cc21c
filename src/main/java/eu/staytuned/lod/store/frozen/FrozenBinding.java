package eu.staytuned.lod.store.frozen;

import java.util.Arrays;
import java.util.Iterator;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBase;
import org.jspecify.annotations.Nullable;

/** Values as numbers; a term is looked up when it is asked for. */
final class FrozenBinding extends BindingBase {

    private final Dictionary dictionary;
    private final @Nullable Binding before;
    private final Var[] variables;
    private final int[] numbers;

    /** @param before the values of other variables */
    FrozenBinding(@Nullable Binding before, Dictionary dictionary, Var[] variables, int[] numbers) {
        super(before);
        this.before = before;
        this.dictionary = dictionary;
        this.variables = variables;
        this.numbers = numbers;
    }

    /**
     * The number of a variable's value.
     *
     * @return {@link Cursor#ANY} where it has none, {@link Dictionary#NOWHERE} where it is not in the dictionary
     */
    static int number(Binding binding, Var variable, Dictionary dictionary) {
        @Nullable Binding searched = binding;
        while (searched instanceof FrozenBinding frozen && frozen.dictionary == dictionary) {
            int index = frozen.index(variable);
            if (index >= 0) {
                return frozen.numbers[index];
            }
            searched = frozen.before;
        }
        return dictionary.numberOf(searched == null ? null : searched.get(variable));
    }

    private int index(Var variable) {
        for (int index = 0; index < variables.length; index++) {
            if (variables[index] == variable || variables[index].equals(variable)) {
                return index;
            }
        }
        return -1;
    }

    @Override
    protected Iterator<Var> vars1() {
        return Arrays.asList(variables).iterator();
    }

    @Override
    protected int size1() {
        return variables.length;
    }

    @Override
    protected boolean isEmpty1() {
        return variables.length == 0;
    }

    @Override
    protected boolean contains1(Var variable) {
        return index(variable) >= 0;
    }

    @Override
    protected @Nullable Node get1(Var variable) {
        int index = index(variable);
        return index < 0 ? null : dictionary.node(numbers[index]);
    }

    @Override
    protected Binding detachWithNewParent(Binding parent) {
        return new FrozenBinding(parent, dictionary, variables, numbers);
    }
}
