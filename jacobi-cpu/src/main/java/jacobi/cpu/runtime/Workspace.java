package jacobi.cpu.runtime;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory for the temporaries of a call: a pool of native blocks, lent to one call at a time and lent again, so that in a steady
 * state nothing is allocated and no page is touched for the first time.
 *
 * <p>What lies idle is bounded: beyond {@link #LIMIT} a block that comes back goes to the system at once, and a block of 1 MiB or
 * more that nobody borrowed for {@link #IDLE_SECONDS} seconds follows it. Sizes are rounded up by at most a quarter.
 */
public final class Workspace {
    /** Most bytes that lie idle: as many as the Java heap may have, a quarter of the machine unless told otherwise. */
    static final long LIMIT = Runtime.getRuntime().maxMemory();
    /** How long a large block may lie idle. */
    static final long IDLE_SECONDS = 10;

    private static final long LARGE = 1 << 20;
    private static final int SMALLEST = 8;               // log2: blocks from 256 bytes
    private static final Shelf[] SHELVES = shelves();
    private static final AtomicLong IDLE = new AtomicLong();
    private static final Sweeper SWEEPER = new Sweeper();

    private Workspace() {}

    private static Shelf[] shelves() {
        var shelves = new Shelf[4 * (63 - SMALLEST)];
        Arrays.setAll(shelves, i -> new Shelf());
        return shelves;
    }

    /** Idle blocks of one size, the last used on top. */
    private static final class Shelf {
        private final ArrayDeque<Block> blocks = new ArrayDeque<>();

        synchronized Block take() {
            return blocks.pollLast();
        }

        synchronized void give(Block block) {
            blocks.addLast(block);
        }

        /** Takes off the bottom one that has not been borrowed since {@code time}, or returns null. */
        synchronized Block expired(long time) {
            Block bottom = blocks.peekFirst();
            return bottom != null && bottom.returned - time < 0 ? blocks.pollFirst() : null;
        }
    }

    /** Memory on loan, aligned to 64 bytes, its content anything. For one owner at a time; {@link #close} gives it back. */
    public static final class Block implements AutoCloseable {
        private final int shelf;
        private final long bytes;
        private final long address;
        private boolean lent = true;
        private long returned;

        private Block(int shelf, long bytes, long address) {
            this.shelf = shelf;
            this.bytes = bytes;
            this.address = address;
        }

        /** Where it begins. */
        public long address() {
            return address;
        }

        /** Its size: what was asked for, or more. */
        public long bytes() {
            return bytes;
        }

        /** It as a segment. */
        @SuppressWarnings("restricted")
        public MemorySegment segment() {
            return MemorySegment.ofAddress(address).reinterpret(bytes);
        }

        /** Gives the block back; who closes it a second time while it is not on loan does nothing. */
        @Override
        public void close() {
            if (!lent) return;
            lent = false;
            if (IDLE.addAndGet(bytes) > LIMIT) release(this);
            else shelve(this);
        }
    }

    private static void shelve(Block block) {
        block.returned = System.nanoTime();
        SHELVES[block.shelf].give(block);
        if (block.bytes >= LARGE) SWEEPER.wake();
    }

    private static void release(Block block) {
        IDLE.addAndGet(-block.bytes);
        SystemMemory.free(block.address);
    }

    /**
     * Lends a block of at least {@code bytes} bytes.
     *
     * @throws OutOfMemoryError if the system has no more, all idle blocks returned
     */
    public static Block take(long bytes) {
        if (bytes < 0) throw new IllegalArgumentException(bytes + " bytes, expected 0 or more");
        int shelf = shelf(bytes);
        Block idle = SHELVES[shelf].take();
        if (idle == null) return fresh(shelf);
        IDLE.addAndGet(-idle.bytes);
        idle.lent = true;
        return idle;
    }

    private static Block fresh(int shelf) {
        long bytes = size(shelf);
        long address = SystemMemory.allocate(bytes);
        if (address == 0) {
            sweep(Long.MAX_VALUE);
            address = SystemMemory.allocate(bytes);
        }
        if (address == 0) throw new OutOfMemoryError("the system has no " + bytes + " bytes for temporaries");
        return new Block(shelf, bytes, address);
    }

    /** The smallest shelf whose blocks hold {@code bytes}. */
    static int shelf(long bytes) {
        long last = Math.max(bytes, 1L << SMALLEST) - 1;
        int power = 63 - Long.numberOfLeadingZeros(last);                  // the highest bit of the last byte's index
        int quarter = (int) (last >>> (power - 2)) & 3;
        return Math.max(0, 4 * (power - SMALLEST) + quarter + 1);
    }

    /** The bytes of a block on {@code shelf}: 4, 5, 6 or 7 quarters of a power of two. */
    static long size(int shelf) {
        return (4L + shelf % 4) << (SMALLEST - 2 + shelf / 4);
    }

    /** Bytes that lie idle. */
    static long idleBytes() {
        return IDLE.get();
    }

    /** Returns to the system what has lain idle for {@code nanos}, or everything if that is {@link Long#MAX_VALUE}. */
    private static void sweep(long nanos) {
        boolean all = nanos == Long.MAX_VALUE;
        long time = all ? System.nanoTime() + 1 : System.nanoTime() - nanos;
        for (int i = all ? 0 : shelf(LARGE); i < SHELVES.length; i++)
            for (Block block = SHELVES[i].expired(time); block != null; block = SHELVES[i].expired(time)) release(block);
    }

    /** Gives all idle memory back to the system now. */
    public static void trim() {
        sweep(Long.MAX_VALUE);
    }

    /** A thread that is there while large blocks lie idle. */
    private static final class Sweeper {
        private boolean running;

        void wake() {
            if (running) return;                         // seen late at worst, and then asked again
            synchronized (this) {
                if (running) return;
                running = true;
                Thread.ofPlatform().daemon().name("jacobi-sweep").start(this::run);
            }
        }

        private void run() {
            try {
                while (IDLE.get() >= LARGE) {
                    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
                    sweep(TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
                }
            } catch (InterruptedException e) {
                return;                                  // nobody interrupts it but a process that ends
            } finally {
                synchronized (this) {
                    running = false;
                }
            }
        }
    }
}
