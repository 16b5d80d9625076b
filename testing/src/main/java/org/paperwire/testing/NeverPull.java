package org.paperwire.testing;

import org.testcontainers.images.ImagePullPolicy;
import org.testcontainers.utility.DockerImageName;

/// For machines without a registry of images: what is not there fails at once instead of being
/// asked for until the patience is over. Named in `TESTCONTAINERS_PULL_POLICY`.
public final class NeverPull implements ImagePullPolicy {

  @Override
  public boolean shouldPull(DockerImageName image) {
    return false;
  }
}
