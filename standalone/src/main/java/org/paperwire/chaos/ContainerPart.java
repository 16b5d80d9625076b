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
      case FROZEN -> docker.run("pause", id);
      case CUT_OFF -> docker.run("network", "disconnect", network, id);
    }
  }

  @Override
  public void heal(Fault.Kind kind) throws IOException, InterruptedException {
    switch (kind) {
      case KILLED -> docker.run("start", id);
      case FROZEN -> docker.run("unpause", id);
      case CUT_OFF -> docker.run("network", "connect", "--alias", name, network, id);
    }
  }

  /// Docker starts it again.
  @Override
  public void refuseToHaveEnded() {
    // it comes back
  }
}
