package org.paperwire.platform.openapi;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The description of this process's API. It is put together when somebody first asks: a start pays
/// nothing for it.
@Singleton
public final class Api {

  private final Supplier<ApiDocument> document =
      once(() -> ApiDocument.ofClassPath(Api.class.getClassLoader()));
  private final Supplier<String> yaml = once(() -> document().yaml());
  private final Supplier<byte[]> json;

  Api(JsonMapper mapper) {
    this.json = once(() -> json(mapper));
  }

  public ApiDocument document() {
    return document.get();
  }

  String yaml() {
    return yaml.get();
  }

  byte[] json() {
    return json.get();
  }

  private byte[] json(JsonMapper mapper) {
    try {
      return mapper.writeValueAsBytes(document().tree());
    } catch (IOException e) {
      throw new UncheckedIOException("the API's description could not be written", e);
    }
  }

  /// Two who ask first at once both make it; it comes out the same.
  private static <T> Supplier<T> once(Supplier<T> make) {
    return new Supplier<>() {
      private volatile @Nullable T made;

      @Override
      public T get() {
        T there = made;
        if (there == null) {
          there = make.get();
          made = there;
        }
        return there;
      }
    };
  }
}
