; The thread pool's native half: fork, join, and the loop in which a helper thread spends its life. No call into Java anywhere.
;
; The pool is a block of memory (laid out in ThreadPool.Layout, offsets in bytes; what is written often has a cache line of its own):
;     0  lock      i32   1 while a region is open or closing; who finds it taken runs its blocks alone
;    64  epoch     i64   counts regions; helpers watch it
;    72  threads   i64   of the region; helpers with a smaller index may join
;   128  state     i64   number of helpers inside, plus OPEN = 2^32 while they may come in
;   256  body, 264 context, 272 n, 280 grain, 288 blocks: the region, unchanged while state is not 0
;   320  asleep    i32   number of helpers that sleep or are about to
;   384  mutex_lock, 392 mutex_unlock, 400 cond_wait, 408 cond_signal, 416 sched_yield: the system's
;   448  spins     i64   how often a helper looks at the epoch before it sleeps
;   512  helper 0, 832 helper 1 (the first; 0 is the caller), …: sleeping i32, +8 next block of its
;      share i64, +64 its mutex, +192 its condition
;
; Why no helper runs a block of one region with the body of another: it reads the region only after it has counted itself into
; state and seen OPEN there, and the caller neither returns nor opens another before state is 0.
; Why no helper oversleeps: it announces its sleep (asleep), then looks at the epoch; the caller moves the epoch, then looks at
; asleep; in the one total order of these four, one of them sees the other.

$DECLARE_PAUSE

; body(context, lo, hi) of block %i
define internal void @block(ptr %body, ptr %context, i64 %n, i64 %grain, i64 %i) nounwind alwaysinline {
  %lo = mul i64 %i, %grain
  %left = sub i64 %n, %lo
  %size = call i64 @llvm.smin.i64(i64 %left, i64 %grain)
  %hi = add i64 %lo, %size
  call void %body(ptr %context, i64 %lo, i64 %hi)
  ret void
}

; Where the share of thread %k of %threads begins, in blocks: neighbours in memory go to one thread, region after region, so that
; what it left in its cache is still there.
define internal i64 @share(i64 %blocks, i64 %k, i64 %threads) nounwind alwaysinline {
  %product = mul i64 %blocks, %k
  %begin = udiv i64 %product, %threads
  ret i64 %begin
}

; The address of the next block of thread %k's share.
define internal ptr @next(ptr %pool, i64 %k) nounwind alwaysinline {
  %offset = mul i64 %k, 320
  %from = add i64 %offset, 520
  %at = getelementptr i8, ptr %pool, i64 %from
  ret ptr %at
}

; Runs blocks of the open region, first those of thread %index's share, then what the others have left.
define internal void @work(ptr %pool, i64 %index) nounwind {
start:
  %body.at = getelementptr i8, ptr %pool, i64 256
  %body = load ptr, ptr %body.at
  %context.at = getelementptr i8, ptr %pool, i64 264
  %context = load ptr, ptr %context.at
  %n.at = getelementptr i8, ptr %pool, i64 272
  %n = load i64, ptr %n.at
  %grain.at = getelementptr i8, ptr %pool, i64 280
  %grain = load i64, ptr %grain.at
  %blocks.at = getelementptr i8, ptr %pool, i64 288
  %blocks = load i64, ptr %blocks.at
  %threads.at = getelementptr i8, ptr %pool, i64 72
  %threads = load atomic i64, ptr %threads.at monotonic, align 8
  br label %victim
victim:
  %left = phi i64 [%threads, %start], [%left.less, %turn]
  %k = phi i64 [%index, %start], [%k.wrapped, %turn]
  %k.next = add i64 %k, 1
  %end = call i64 @share(i64 %blocks, i64 %k.next, i64 %threads)
  %next.at = call ptr @next(ptr %pool, i64 %k)
  br label %peek
peek:
  %seen = load atomic i64, ptr %next.at monotonic, align 8
  %some = icmp slt i64 %seen, %end
  br i1 %some, label %take, label %turn
take:
  %i = atomicrmw add ptr %next.at, i64 1 monotonic
  %ours = icmp slt i64 %i, %end
  br i1 %ours, label %run, label %turn
run:
  call void @block(ptr %body, ptr %context, i64 %n, i64 %grain, i64 %i)
  br label %peek
turn:
  %left.less = sub i64 %left, 1
  %last = icmp eq i64 %k.next, %threads
  %k.wrapped = select i1 %last, i64 0, i64 %k.next
  %more = icmp sgt i64 %left.less, 0
  br i1 %more, label %victim, label %done
done:
  ret void
}

; Lays the shares out.
define internal void @deal(ptr %pool, i64 %blocks, i64 %threads) nounwind {
start:
  br label %each
each:
  %k = phi i64 [0, %start], [%k.next, %each]
  %begin = call i64 @share(i64 %blocks, i64 %k, i64 %threads)
  %next.at = call ptr @next(ptr %pool, i64 %k)
  store atomic i64 %begin, ptr %next.at monotonic, align 8
  %k.next = add i64 %k, 1
  %more = icmp slt i64 %k.next, %threads
  br i1 %more, label %each, label %done
done:
  ret void
}

; Wakes those helpers below %limit that sleep.
define internal void @wake(ptr %pool, i64 %limit) nounwind noinline {
start:
  %lock.at = getelementptr i8, ptr %pool, i64 384
  %lock = load ptr, ptr %lock.at
  %unlock.at = getelementptr i8, ptr %pool, i64 392
  %unlock = load ptr, ptr %unlock.at
  %signal.at = getelementptr i8, ptr %pool, i64 408
  %signal = load ptr, ptr %signal.at
  br label %each
each:
  %k = phi i64 [1, %start], [%k.next, %on]
  %more = icmp slt i64 %k, %limit
  br i1 %more, label %look, label %done
look:
  %offset = mul i64 %k, 320
  %from = add i64 %offset, 512
  %helper = getelementptr i8, ptr %pool, i64 %from
  %sleeping = load atomic i32, ptr %helper seq_cst, align 4
  %asleep = icmp ne i32 %sleeping, 0
  br i1 %asleep, label %ring, label %on
ring:
  %mutex = getelementptr i8, ptr %helper, i64 64
  %condition = getelementptr i8, ptr %helper, i64 192
  %r1 = call i32 %lock(ptr %mutex)
  %r2 = call i32 %signal(ptr %condition)
  %r3 = call i32 %unlock(ptr %mutex)
  br label %on
on:
  %k.next = add i64 %k, 1
  br label %each
done:
  ret void
}

; Calls body(context, lo, hi) for every block of 0 … n - 1, on at most %limit threads, this one among them.
define void @run(ptr %pool, i64 %limit, ptr %body, ptr %context, i64 %n, i64 %grain) nounwind {
start:
  %some = icmp sgt i64 %n, 0
  br i1 %some, label %count, label %done
count:
  %n.less = sub i64 %n, 1
  %blocks.less = udiv i64 %n.less, %grain
  %blocks = add i64 %blocks.less, 1
  %threads = call i64 @llvm.smin.i64(i64 %limit, i64 %blocks)
  %many = icmp sgt i64 %threads, 1
  br i1 %many, label %try, label %alone
try:
  %seen = load atomic i32, ptr %pool monotonic, align 4
  %free = icmp eq i32 %seen, 0
  br i1 %free, label %lock, label %alone
lock:
  %was = atomicrmw xchg ptr %pool, i32 1 acquire
  %ours = icmp eq i32 %was, 0
  br i1 %ours, label %open, label %alone

alone:
  br label %serial
serial:
  %i = phi i64 [0, %alone], [%i.next, %serial]
  call void @block(ptr %body, ptr %context, i64 %n, i64 %grain, i64 %i)
  %i.next = add i64 %i, 1
  %more = icmp slt i64 %i.next, %blocks
  br i1 %more, label %serial, label %done

open:
  %body.at = getelementptr i8, ptr %pool, i64 256
  store ptr %body, ptr %body.at
  %context.at = getelementptr i8, ptr %pool, i64 264
  store ptr %context, ptr %context.at
  %n.at = getelementptr i8, ptr %pool, i64 272
  store i64 %n, ptr %n.at
  %grain.at = getelementptr i8, ptr %pool, i64 280
  store i64 %grain, ptr %grain.at
  %blocks.at = getelementptr i8, ptr %pool, i64 288
  store i64 %blocks, ptr %blocks.at
  call void @deal(ptr %pool, i64 %blocks, i64 %threads)
  %limit.at = getelementptr i8, ptr %pool, i64 72
  store atomic i64 %threads, ptr %limit.at monotonic, align 8
  %state = getelementptr i8, ptr %pool, i64 128
  %closed = atomicrmw or ptr %state, i64 4294967296 acq_rel
  %epoch = getelementptr i8, ptr %pool, i64 64
  %before = atomicrmw add ptr %epoch, i64 1 seq_cst
  %asleep.at = getelementptr i8, ptr %pool, i64 320
  %asleep = load atomic i32, ptr %asleep.at seq_cst, align 4
  %sleepers = icmp ne i32 %asleep, 0
  br i1 %sleepers, label %rouse, label %share
rouse:
  call void @wake(ptr %pool, i64 %threads)
  br label %share
share:
  call void @work(ptr %pool, i64 0)
  %opened = atomicrmw and ptr %state, i64 4294967295 acq_rel
  %yield.at = getelementptr i8, ptr %pool, i64 416
  br label %join
join:
  %waited = phi i64 [0, %share], [%waited.next, %pause], [0, %give]
  %inside = load atomic i64, ptr %state acquire, align 8
  %empty = icmp eq i64 %inside, 0
  br i1 %empty, label %close, label %wait
wait:
  %waited.next = add i64 %waited, 1
  %long = icmp sgt i64 %waited.next, 1000
  br i1 %long, label %give, label %pause
pause:
  $PAUSE
  br label %join
give:
  %yield = load ptr, ptr %yield.at
  %r = call i32 %yield()
  br label %join
close:
  store atomic i32 0, ptr %pool release, align 4
  br label %done
done:
  ret void
}

; Sleeps until the epoch is no longer %seen.
define internal void @sleep(ptr %pool, ptr %helper, i64 %seen) nounwind noinline {
start:
  %lock.at = getelementptr i8, ptr %pool, i64 384
  %lock = load ptr, ptr %lock.at
  %unlock.at = getelementptr i8, ptr %pool, i64 392
  %unlock = load ptr, ptr %unlock.at
  %wait.at = getelementptr i8, ptr %pool, i64 400
  %wait = load ptr, ptr %wait.at
  %mutex = getelementptr i8, ptr %helper, i64 64
  %condition = getelementptr i8, ptr %helper, i64 192
  %asleep.at = getelementptr i8, ptr %pool, i64 320
  %epoch.at = getelementptr i8, ptr %pool, i64 64
  %r1 = call i32 %lock(ptr %mutex)
  store atomic i32 1, ptr %helper seq_cst, align 4
  %others = atomicrmw add ptr %asleep.at, i32 1 seq_cst
  br label %look
look:
  %epoch = load atomic i64, ptr %epoch.at seq_cst, align 8
  %same = icmp eq i64 %epoch, %seen
  br i1 %same, label %doze, label %up
doze:
  %r2 = call i32 %wait(ptr %condition, ptr %mutex)
  br label %look
up:
  %still = atomicrmw sub ptr %asleep.at, i32 1 seq_cst
  store atomic i32 0, ptr %helper seq_cst, align 4
  %r3 = call i32 %unlock(ptr %mutex)
  ret void
}

; The life of helper %index, from 1: watch the epoch, join the region if there is room, sleep if nothing happens. Never returns.
define void @help(ptr %pool, i64 %index) nounwind {
start:
  %offset = mul i64 %index, 320
  %from = add i64 %offset, 512
  %helper = getelementptr i8, ptr %pool, i64 %from
  %epoch.at = getelementptr i8, ptr %pool, i64 64
  %limit.at = getelementptr i8, ptr %pool, i64 72
  %state = getelementptr i8, ptr %pool, i64 128
  %spins.at = getelementptr i8, ptr %pool, i64 448
  %spins = load i64, ptr %spins.at
  br label %watch
watch:
  %seen = phi i64 [0, %start], [%seen, %pause], [%seen, %slept], [%epoch, %miss], [%epoch, %leave]
  %spun = phi i64 [0, %start], [%spun.next, %pause], [0, %slept], [%spun, %miss], [0, %leave]
  %epoch = load atomic i64, ptr %epoch.at acquire, align 8
  %same = icmp eq i64 %epoch, %seen
  br i1 %same, label %idle, label %news
idle:
  %spun.next = add i64 %spun, 1
  %tired = icmp sgt i64 %spun.next, %spins
  br i1 %tired, label %slept, label %pause
slept:
  call void @sleep(ptr %pool, ptr %helper, i64 %seen)
  br label %watch
pause:
  $PAUSE
  br label %watch
news:
  %limit = load atomic i64, ptr %limit.at monotonic, align 8
  %room = icmp slt i64 %index, %limit
  br i1 %room, label %enter, label %miss
miss:
  br label %watch
enter:
  %old = atomicrmw add ptr %state, i64 1 acquire
  %open = icmp uge i64 %old, 4294967296
  br i1 %open, label %check, label %leave
check:
  %limit.now = load atomic i64, ptr %limit.at monotonic, align 8
  %room.now = icmp slt i64 %index, %limit.now
  br i1 %room.now, label %join, label %leave
join:
  call void @work(ptr %pool, i64 %index)
  br label %leave
leave:
  %inside = atomicrmw sub ptr %state, i64 1 release
  br label %watch
}
