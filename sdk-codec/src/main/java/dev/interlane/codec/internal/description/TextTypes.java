package dev.interlane.codec.internal.description;

import dev.interlane.error.UnrepresentableTypeException;
import dev.interlane.value.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A VM's type texts, and the named types that the caller gives. Immutable.
 *
 * @param <S> the VM's own class
 */
public abstract class TextTypes<S extends TextTypes<S>> {
  private final Map<String, ValueType> given;

  protected TextTypes(Map<String, ValueType> given) {
    this.given = given;
  }

  /** The same with these named types. */
  protected abstract S with(Map<String, ValueType> types);

  /** The one name of a type that may be written in several ways. */
  protected abstract String nameOf(TypeText text);

  /** The type of a text that is none of the given ones. */
  protected abstract ValueType type(TypeText text, String whole);

  /**
   * These types and one of this name.
   *
   * @throws IllegalArgumentException if the name is no type's
   */
  public final S with(String name, ValueType type) {
    Map<String, ValueType> more = new LinkedHashMap<>(given);
    more.put(nameOf(TypeText.parse(name)), type);
    return with(more);
  }

  /**
   * The type of a text.
   *
   * @throws IllegalArgumentException if it is none, or none that can be represented
   */
  public final ValueType parse(String text) {
    return typeOf(TypeText.parse(text), text);
  }

  /**
   * The types in parentheses, separated by commas.
   *
   * @throws IllegalArgumentException if the text is none of types, or one cannot be represented
   */
  public final List<ValueType> parseAll(String text) {
    TypeText all = TypeText.parse(text);
    if (all.form() != TypeText.Form.TUPLE) {
      throw new IllegalArgumentException(
          "Types must be in parentheses, such as (u64, bool), got '" + text + "'");
    }
    return typesOf(all.arguments(), text);
  }

  /** The type of a part of the whole text. */
  protected final ValueType typeOf(TypeText text, String whole) {
    ValueType known = text.form() == TypeText.Form.NAME ? given.get(nameOf(text)) : null;
    return known == null ? type(text, whole) : known;
  }

  /** The types of parts of the whole text. */
  protected final List<ValueType> typesOf(List<TypeText> texts, String whole) {
    List<ValueType> types = new ArrayList<>(texts.size());
    for (TypeText each : texts) {
      types.add(typeOf(each, whole));
    }
    return types;
  }

  /** The refusal of a part of the whole text. */
  protected static UnrepresentableTypeException refused(TypeText text, String whole, String why) {
    return new UnrepresentableTypeException("Interlane", "in " + whole, text + ": " + why);
  }
}
