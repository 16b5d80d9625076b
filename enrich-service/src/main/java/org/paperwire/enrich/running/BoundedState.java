package org.paperwire.enrich.running;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/// One cache and one budget of write buffers for all state stores of the process. Left to itself
/// RocksDB gives each store of each partition its own, outside the heap, without a limit.
///
/// They are shared by every store that is ever opened here and live as long as the process, so
/// closing a store closes none of them.
public final class BoundedState implements RocksDBConfigSetter {

  static final String MEGABYTES = "paperwire.state.cache.megabytes";

  private static final double INDEX_SHARE = 0.1;
  private static final long WRITE_BUFFER_BYTES = 4L << 20;

  private record Shared(Cache cache, WriteBufferManager writeBuffers) {
    static Shared of(long bytes) {
      RocksDB.loadLibrary();
      // The write buffers are counted within the cache, and may take half of it.
      Cache cache = new LRUCache(bytes, -1, false, INDEX_SHARE);
      return new Shared(cache, new WriteBufferManager(bytes / 2, cache));
    }
  }

  private static final Map<Integer, Shared> BY_MEGABYTES = new ConcurrentHashMap<>();

  @Override
  public void setConfig(String store, Options options, Map<String, Object> settings) {
    int megabytes =
        (Integer) Objects.requireNonNull(settings.get(MEGABYTES), MEGABYTES + " must be set");
    Shared shared = BY_MEGABYTES.computeIfAbsent(megabytes, mb -> Shared.of((long) mb << 20));
    var tables = (BlockBasedTableConfig) options.tableFormatConfig();
    tables.setBlockCache(shared.cache());
    tables.setCacheIndexAndFilterBlocks(true);
    tables.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(tables);
    options.setWriteBufferManager(shared.writeBuffers());
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(2);
  }

  @Override
  public void close(String store, Options options) {
    // what is shared stays open
  }
}
