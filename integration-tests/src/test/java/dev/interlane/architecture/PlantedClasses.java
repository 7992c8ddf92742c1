package dev.interlane.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** Classes compiled from a test's own text, to see a rule refuse them. */
final class PlantedClasses {
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum) (\\w+)");

  private PlantedClasses() {}

  /** Compiles the sources below the folder and reads the classes back. */
  static JavaClasses compile(Path folder, List<String> sources) throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString()));
    for (String source : sources) {
      Path file =
          folder
              .resolve(find(PACKAGE, source).replace('.', '/'))
              .resolve(find(TYPE, source) + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source, UTF_8);
      arguments.add(file.toString());
    }
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IllegalArgumentException("The planted sources do not compile: " + sources);
    }
    return new ClassFileImporter().importPath(classes);
  }

  private static String find(Pattern pattern, String source) {
    Matcher matcher = pattern.matcher(source);
    if (!matcher.find()) {
      throw new IllegalArgumentException("Found no match of " + pattern + " in: " + source);
    }
    return matcher.group(1);
  }
}
