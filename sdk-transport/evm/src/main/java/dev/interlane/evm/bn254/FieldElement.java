package dev.interlane.evm.bn254;

import java.util.ArrayList;
import java.util.List;

/**
 * An immutable element of a field, so that the curve over Fp and its twist over Fp2 share one
 * arithmetic.
 *
 * @param <F> the type itself
 */
sealed interface FieldElement<F extends FieldElement<F>> permits Fp, Fp2 {
  F plus(F other);

  F minus(F other);

  F negated();

  F twice();

  F times(F other);

  F squared();

  /** One divided by this; zero of zero. */
  F inverted();

  boolean isZero();

  /** The unit of this element's field. */
  F one();

  /** The inverses of elements none of which is zero, for the price of one inversion. */
  static <F extends FieldElement<F>> List<F> inverses(List<F> elements) {
    if (elements.isEmpty()) {
      return List.of();
    }
    List<F> products = new ArrayList<>(elements.size());
    F product = elements.getFirst().one();
    for (F element : elements) {
      products.add(product);
      product = product.times(element);
    }
    F inverse = product.inverted();
    for (int i = elements.size() - 1; i >= 0; i--) {
      products.set(i, products.get(i).times(inverse));
      inverse = inverse.times(elements.get(i));
    }
    return products;
  }
}
