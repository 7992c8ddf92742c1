package dev.interlane.vectors.hyperlane;

import dev.interlane.vectors.VectorFile;
import dev.interlane.vectors.VectorFormat;
import java.util.Set;

/** Files known by their names and the folder they are in; the captures do not name themselves. */
abstract class HyperlaneFormat implements VectorFormat {
  private final String name;
  private final String folder;
  private final Set<String> files;

  HyperlaneFormat(String name, String folder, Set<String> files) {
    this.name = name;
    this.folder = folder;
    this.files = files;
  }

  @Override
  public final String name() {
    return "hyperlane/" + name;
  }

  @Override
  public final boolean reads(VectorFile file) {
    return file.folder().equals(folder) && files.contains(file.name());
  }
}
