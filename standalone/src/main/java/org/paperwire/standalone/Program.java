package org.paperwire.standalone;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.paperwire.standalone.child.ChildProcess;

/// How one child process is started.
///
/// @param name what people call it; also the name of its log
/// @param jvm options of its Java virtual machine
/// @param classPath without the jar that every child starts with
/// @param mainClass what it runs
/// @param arguments of the main class
/// @param environment variables beside those of this process
/// @param lock the file that it holds a lock on while it lives
record Program(
    String name,
    List<String> jvm,
    List<Path> classPath,
    String mainClass,
    List<String> arguments,
    Map<String, String> environment,
    Path lock) {

  /// A shell that makes the signals of a terminal, of a process group and of a session none of the
  /// child's business before it becomes the child: who ends when is the supervisor's to say, and a
  /// Ctrl-C, which every process of the group receives, would stop the broker under the services'
  /// feet. `kill -9` works as always.
  private static final String DEAF_TO_SIGNALS = "trap '' HUP INT TERM; exec \"$0\" \"$@\"";

  Program {
    jvm = List.copyOf(jvm);
    classPath = List.copyOf(classPath);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /// The same with further options of the virtual machine.
  Program with(List<String> moreOfTheJvm) {
    var all = new ArrayList<>(jvm);
    all.addAll(moreOfTheJvm);
    return new Program(name, all, classPath, mainClass, arguments, environment, lock);
  }

  /// Starts it. Its output, errors included, is to be read; its input is to be held open.
  Process start(Path childJar) throws IOException {
    var command = new ArrayList<String>();
    command.addAll(List.of("/bin/sh", "-c", DEAF_TO_SIGNALS, Distribution.java().toString()));
    command.addAll(jvm);
    var paths = new ArrayList<Path>(List.of(childJar));
    paths.addAll(classPath);
    command.add("-cp");
    command.add(paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(ChildProcess.class.getName());
    command.add(lock.toString());
    command.add(mainClass);
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }
}
