package dev.interlane.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The checked-out tree: its root and its pom files. */
final class ProjectTree {
  private ProjectTree() {}

  /** The folder of the parent pom, above the module whose tests run. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("support/launch.bash"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException(
            "Found no support/launch.bash above " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    return folder;
  }

  /** Every module's pom, the parent's first. */
  static List<Pom> poms() {
    List<Pom> found = new ArrayList<>();
    collect(root(), found);
    return found;
  }

  static Pom pom(Path folder) {
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(folder.resolve("pom.xml").toFile());
      return new Pom(folder, document.getDocumentElement());
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new UncheckedIOException(new IOException("Cannot read the pom in " + folder, e));
    }
  }

  private static void collect(Path folder, List<Pom> found) {
    Pom pom = pom(folder);
    found.add(pom);
    pom.texts("modules", "module").forEach(module -> collect(folder.resolve(module), found));
  }

  /** One pom file, read as it is written: nothing inherited, no property replaced. */
  record Pom(Path folder, Element project) {

    String artifactId() {
      return text(project, "artifactId");
    }

    String packaging() {
      return text(project, "packaging");
    }

    /** Users get this module's jar. */
    boolean isPublishedJar() {
      return packaging().isEmpty()
          && children(project, "properties")
              .flatMap(properties -> children(properties, "maven.install.skip"))
              .findAny()
              .isEmpty();
    }

    /** {@code groupId:artifactId} of each dependency, without Interlane's own. */
    List<String> libraries() {
      return children(project, "dependencies")
          .flatMap(dependencies -> children(dependencies, "dependency"))
          .filter(dependency -> !text(dependency, "groupId").equals("dev.interlane"))
          .map(dependency -> text(dependency, "groupId") + ":" + text(dependency, "artifactId"))
          .toList();
    }

    /** Interlane's own modules that whoever uses this one gets too. */
    List<String> interlaneAtRuntime() {
      return children(project, "dependencies")
          .flatMap(dependencies -> children(dependencies, "dependency"))
          .filter(dependency -> text(dependency, "groupId").equals("dev.interlane"))
          .filter(dependency -> !text(dependency, "scope").equals("test"))
          .map(dependency -> text(dependency, "artifactId"))
          .toList();
    }

    List<String> managed() {
      return children(project, "dependencyManagement")
          .flatMap(management -> children(management, "dependencies"))
          .flatMap(dependencies -> children(dependencies, "dependency"))
          .filter(dependency -> text(dependency, "groupId").equals("dev.interlane"))
          .map(dependency -> text(dependency, "artifactId"))
          .toList();
    }

    String version() {
      String own = text(project, "version");
      return own.isEmpty()
          ? children(project, "parent")
              .map(parent -> text(parent, "version"))
              .findFirst()
              .orElse("")
          : own;
    }

    List<String> texts(String group, String name) {
      return children(project, group)
          .flatMap(element -> children(element, name))
          .map(element -> element.getTextContent().strip())
          .toList();
    }
  }

  private static String text(Element element, String name) {
    return children(element, name)
        .map(child -> child.getTextContent().strip())
        .findFirst()
        .orElse("");
  }

  private static Stream<Element> children(Element element, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = element.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);
      if (node instanceof Element child && child.getTagName().equals(name)) {
        found.add(child);
      }
    }
    return found.stream();
  }
}
