package dev.interlane.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.interlane.spi.ChainPort;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What types and signatures look like. */
final class ShapeRules {
  private static final Set<String> ASKS_ONE_BY_ONE =
      Set.of("headers", "receiptsOfAll", "estimateAll", "submitAll");

  private ShapeRules() {}

  /** What an application imports: the API, the front door, the transports. */
  private static final String[] PUBLIC_FACE = {
    "dev.interlane.primitive..",
    "dev.interlane.chain..",
    "dev.interlane.message..",
    "dev.interlane.receipt..",
    "dev.interlane.error..",
    "dev.interlane.client..",
    "dev.interlane.spi..",
    "dev.interlane.pipeline..",
    "dev.interlane.explorer..",
    "dev.interlane.publisher..",
    "dev.interlane.relay..",
    "dev.interlane.validator..",
    "dev.interlane.zk.."
  };

  static ArchRule publicClassesAreClosed() {
    return classes()
        .that()
        .arePublic()
        .should(
            satisfy(
                "be final, abstract, sealed, an interface, a record or an enum",
                type ->
                    !isReachable(type)
                        || type.isInterface()
                        || type.isRecord()
                        || type.isEnum()
                        || type.getModifiers().contains(JavaModifier.FINAL)
                        || type.getModifiers().contains(JavaModifier.ABSTRACT)
                        || type.reflect().isSealed()))
        .allowEmptyShould(true);
  }

  /**
   * A default of the interface is for ports of others: ours would hide what their chain can. But
   * for those that ask many things at once: by default they ask one by one, which hides nothing.
   */
  static ArchRule portsAnswerEverything() {
    return classes()
        .that(assignableTo(ChainPort.class))
        .and()
        .areNotInterfaces()
        .should(
            satisfy(
                "answer every question of a chain port itself, those with a default too",
                type ->
                    Stream.of(ChainPort.class.getMethods())
                        .filter(Method::isDefault)
                        .filter(question -> !ASKS_ONE_BY_ONE.contains(question.getName()))
                        .allMatch(
                            question ->
                                type.tryGetMethod(question.getName(), question.getParameterTypes())
                                    .isPresent())))
        .allowEmptyShould(true);
  }

  static ArchRule exceptionsLiveInError() {
    return classes()
        .that()
        .areAssignableTo(Throwable.class)
        .and()
        .arePublic()
        .should()
        .resideInAPackage("dev.interlane.error..")
        .allowEmptyShould(true);
  }

  static ArchRule namesSayWhatThingsAre() {
    return noClasses()
        .should()
        .haveNameMatching(
            ".*(Util|Utils|Helper|Helpers|Manager|Impl|Common|Service|Model|Dto|DTO)(\\$.*)?")
        .orShould()
        .resideInAnyPackage(
            "..util..",
            "..utils..",
            "..helper..",
            "..helpers..",
            "..common..",
            "..impl..",
            "..manager..",
            "..service..",
            "..model..",
            "..dto..")
        .as(
            "No type or package is called util, helper, manager, impl, common, service, model or dto")
        .allowEmptyShould(true);
  }

  static ArchRule constructorsAreShort() {
    return constructors()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .areNotRecords()
        .and()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(PUBLIC_FACE)
        .should(
            satisfyUnit(
                "have at most three parameters", unit -> unit.getRawParameterTypes().size() <= 3))
        .allowEmptyShould(true);
  }

  static ArchRule methodsTakeNoBoolean() {
    return methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(PUBLIC_FACE)
        .should(
            satisfyUnit(
                "take an enum rather than a boolean",
                unit ->
                    unit.getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(boolean.class))))
        .allowEmptyShould(true);
  }

  /** A signature of the API names the JDK and the API only. */
  static ArchRule apiSignaturesAreOurs() {
    DescribedPredicate<JavaClass> known =
        resideInAnyPackage("java..").or(resideInAnyPackage(DependencyRules.apiPackages()));
    return codeUnits()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(DependencyRules.apiPackages())
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .arePublic()
        .should(
            satisfyUnit(
                "name only types of the JDK and of the API",
                unit ->
                    unit.getAllInvolvedRawTypes().stream()
                        .map(JavaClass::getBaseComponentType)
                        .allMatch(type -> type.isPrimitive() || known.test(type))))
        .allowEmptyShould(true);
  }

  /** An assertion that is not finished must not go unnoticed. */
  static ArchRule assertionsAreChained() {
    return methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(assignableTo("org.assertj.core.api.Assert"))
        .should(
            satisfyUnit(
                "return the assertion itself or carry @CheckReturnValue",
                unit ->
                    unit.getModifiers().contains(JavaModifier.SYNTHETIC)
                        || unit.getModifiers().contains(JavaModifier.BRIDGE)
                        || unit.isAnnotatedWith(checkReturnValue())
                        || unit.getOwner().isAnnotatedWith(checkReturnValue())
                        || unit.getRawReturnType().equals(unit.getOwner())))
        .allowEmptyShould(true);
  }

  /** Error Prone goes by the name, whoever declared it. */
  private static DescribedPredicate<JavaAnnotation<?>> checkReturnValue() {
    return DescribedPredicate.describe(
        "@CheckReturnValue",
        annotation -> annotation.getRawType().getSimpleName().equals("CheckReturnValue"));
  }

  /** Public, and so is every class around it: a public builder in a hidden class is hidden. */
  private static boolean isReachable(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ShapeRules::isReachable).orElse(true);
  }

  private static ArchCondition<JavaClass> satisfy(String description, Predicate<JavaClass> test) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(
                type, test.test(type), "%s should %s".formatted(type.getName(), description)));
      }
    };
  }

  private static <T extends JavaCodeUnit> ArchCondition<T> satisfyUnit(
      String description, Predicate<T> test) {
    return new ArchCondition<>(description) {
      @Override
      public void check(T unit, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(
                unit, test.test(unit), "%s should %s".formatted(unit.getFullName(), description)));
      }
    };
  }
}
