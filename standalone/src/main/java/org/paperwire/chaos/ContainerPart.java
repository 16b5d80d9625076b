package org.paperwire.chaos;

import java.io.IOException;

/// One container of the cluster.
///
/// @param name of its service
/// @param id of the container
/// @param network that it is in
/// @param probe whether it does what it is there for
record ContainerPart(String name, String id, String network, Docker docker, Probe probe)
    implements Part {

  @Override
  public boolean isUp() throws InterruptedException {
    return probe.asked();
  }

  @Override
  public void strike(Fault.Kind kind) throws IOException, InterruptedException {
    switch (kind) {
      case KILLED -> docker.run("kill", "--signal", "KILL", id);
      case FROZEN -> signal("STOP");
      case CUT_OFF -> docker.run("network", "disconnect", network, id);
      case TAKEN_BACK, UPGRADED -> throw new IllegalArgumentException("images are built, not here");
    }
  }

  @Override
  public void heal(Fault.Kind kind) throws IOException, InterruptedException {
    switch (kind) {
      case KILLED -> docker.run("start", id);
      case FROZEN -> signal("CONT");
      case CUT_OFF -> docker.run("network", "connect", "--alias", name, network, id);
      case TAKEN_BACK, UPGRADED -> throw new IllegalArgumentException("images are built, not here");
    }
  }

  /// To everybody in there but the first process, which only waits for the others. `docker pause`
  /// needs a freezer, which not every machine has.
  private void signal(String signal) throws IOException, InterruptedException {
    docker.run("exec", id, "bash", "-c", "kill -" + signal + " -1");
  }

  /// Docker starts it again.
  @Override
  public void refuseToHaveEnded() {
    // it comes back
  }
}
