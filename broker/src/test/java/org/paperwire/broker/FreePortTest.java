package org.paperwire.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {

  private static final int PORTS = 40;

  @Test
  void noPortIsGivenTwiceInOneJvm() {
    assertThat(IntStream.range(0, PORTS).map(_ -> FreePort.choose()))
        .doesNotHaveDuplicates()
        .allMatch(FreePort::isFree);
  }

  @Test
  void noneIsGivenInAnotherJvmEitherWhileBothLive() throws IOException {
    Set<Integer> ours = new HashSet<>();
    try (var one = new OtherJvm();
        var another = new OtherJvm()) {
      ours.addAll(one.ports());
      ours.addAll(another.ports());
      IntStream.range(0, PORTS).forEach(_ -> ours.add(FreePort.choose()));
    }

    assertThat(ours).hasSize(3 * PORTS);
  }

  /// Chooses ports, says them, and lives until it is told to end.
  private static final class OtherJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader says;

    OtherJvm() throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  OtherJvm.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      says = process.inputReader();
    }

    List<Integer> ports() {
      return IntStream.range(0, PORTS).mapToObj(_ -> next()).toList();
    }

    private int next() {
      try {
        return Integer.parseInt(says.readLine());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }

    public static void main(String[] arguments) throws IOException {
      IntStream.range(0, PORTS).forEach(_ -> System.out.println(FreePort.choose()));
      System.in.read();
    }
  }
}
