# Sourced by samples/run, benchmarks/run and .ci/run: finds a JDK, builds a module only if something changed, starts it.

# Prints the home of a JDK 21 or newer: JAVA_HOME, the PATH's, then the usual places, newest first. No JVM is started to find it.
find_jdk() {
  local path_java home found= best=0 version
  path_java=$(command -v java 2>/dev/null) && path_java=$(readlink -f "$path_java" 2>/dev/null || echo "$path_java")
  for home in "${JAVA_HOME:-}" "${path_java%/bin/java}"; do
    if [ -n "$home" ] && [ "$(jdk_version "$home")" -ge 21 ]; then
      echo "$home"
      return
    fi
  done
  for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -x "$home/bin/javac" ] || continue
    version=$(jdk_version "$home")
    if [ "$version" -ge 21 ] && [ "$version" -gt "$best" ]; then
      best=$version found=$home
    fi
  done
  [ -n "$found" ] && echo "$found"
}

# Prints the feature version of the JDK at $1, read from its release file; 0 when there is no JDK.
jdk_version() {
  local line version=0
  if [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
    while IFS= read -r line; do
      case $line in JAVA_VERSION=*) line=${line#*\"} version=${line%%[!0-9]*} ;; esac
    done <"$1/release"
  fi
  echo "${version:-0}"
}

# launch MODULE MAIN_CLASS JVM_FLAGS... -- ARGUMENTS...: builds MODULE if anything it is made of changed, then becomes its JVM.
launch() {
  local module=$1 main_class=$2 flags=() root jdk state
  shift 2
  while [ "$1" != -- ]; do
    flags+=("$1")
    shift
  done
  shift
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
  state=$root/$module/target/launch
  if ! jdk=$(find_jdk); then
    echo "No JDK 21 or newer found in JAVA_HOME, on the PATH or in the usual places. Install one or set JAVA_HOME." >&2
    exit 2
  fi
  if is_stale "$root" "$module" "$state/classpath"; then
    build "$root" "$module" "$state"
  fi
  if [ "$(jdk_version "$jdk")" -ge 23 ]; then
    # Protobuf reads memory the old way and the JDK would say so on the terminal.
    flags+=(--sun-misc-unsafe-memory-access=allow)
  fi
  if [ "${share_classes:-no}" = yes ]; then
    # The first run leaves an archive of the loaded classes, later runs start from it; the JVM checks it against the jars.
    flags+=(-XX:SharedArchiveFile="$state/$(jdk_version "$jdk")-${1//[^a-z]/}.jsa" -XX:+AutoCreateSharedArchive -Xlog:disable)
  fi
  exec "$jdk/bin/java" ${flags[@]+"${flags[@]}"} --enable-native-access=ALL-UNNAMED -cp "$(<"$state/classpath")" "$main_class" "$@"
}

# True when there is no class path, a jar on it is gone, or a source or pom.xml is newer than it.
is_stale() {
  local root=$1 module=$2 classpath=$3 jar jars newer
  [ -s "$classpath" ] || return 0
  IFS=: read -ra jars <"$classpath"
  for jar in "${jars[@]}"; do
    [ -e "$jar" ] || return 0
  done
  newer=$(cd "$root" && find pom.xml sdk-* vectors "$module" \( -name target -o -path '*/src/test' -o -name node_modules \) -prune -o \
    -newer "$classpath" \( -name pom.xml -o -path '*/src/*' \) -print -quit)
  [ -n "$newer" ]
}

build() {
  local root=$1 module=$2 state=$3
  mkdir -p "$state"
  if ! command -v mvn >/dev/null; then
    echo "Maven is needed to build, and mvn is not on the PATH. Install Maven 3.8.1 or newer." >&2
    exit 2
  fi
  echo "Building (a minute or two the first time, nothing when nothing changed) ..." >&2
  : >"$state/started"
  rm -f "$state"/classpath "$root/$module"/target/interlane-"$module"-*.jar
  if ! (cd "$root" && mvn -B -Pfast -Dmaven.test.skip=true -pl "$module" -am package) </dev/null >"$state/build.log" 2>&1; then
    grep -E '^\[ERROR\]' "$state/build.log" | head -40 >&2
    echo "The build failed; all of it is in $module/target/launch/build.log" >&2
    exit 2
  fi
  printf '%s:' "$root/$module"/target/interlane-"$module"-*.jar >"$state/classpath.new"
  cat "$root/$module/target/runtime-classpath" >>"$state/classpath.new"
  # A source edited while Maven ran is newer than this.
  touch -r "$state/started" "$state/classpath.new"
  mv "$state/classpath.new" "$state/classpath"
}
