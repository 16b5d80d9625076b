package org.paperwire.query.views;

import com.sun.net.httpserver.HttpServer;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.paperwire.serdes.RegistrySerdes;

/// A registry over HTTP that knows the schemas of another: `GET /schemas/ids/{id}`, nothing more.
final class RegistryStub implements AutoCloseable {

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();

  private RegistryStub(HttpServer server, RegistrySerdes known) {
    this.server = server;
    server.createContext(
        "/schemas/ids/",
        exchange -> {
          asked.incrementAndGet();
          String path = exchange.getRequestURI().getPath();
          try {
            String schema =
                known
                    .registry()
                    .getSchemaById(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)))
                    .canonicalString();
            byte[] body =
                ("{\"schema\":\"" + schema.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange
                .getResponseHeaders()
                .set("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          } catch (RestClientException e) {
            exchange.sendResponseHeaders(404, -1);
          } finally {
            exchange.close();
          }
        });
  }

  static RegistryStub start(int port, RegistrySerdes known) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    var stub = new RegistryStub(server, known);
    server.start();
    return stub;
  }

  int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
