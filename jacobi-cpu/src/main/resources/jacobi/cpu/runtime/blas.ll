; Matrix products and triangular solves of $TYPE, cut into tiles for the thread pool. Matrices are row-major.
;
; OpenBLAS computes each tile on one thread; tiles depend on shapes alone, hence so do the bits of the result.

%Gemm.$SUFFIX = type { i64, i64, i64, i64, i64, i64, ptr, i64, i64, ptr, i64, i64, ptr, i64, $TYPE, $TYPE }
;                  m 0  n 1  k 2  tile m 3, n 4, tiles a row 5, a 6, rows 7, columns 8, b 9, 10, 11, c 12, 13, alpha 14, beta 15

; Half of %x, rounded up to a multiple of 16.
define internal i64 @half.$SUFFIX(i64 %x) nounwind alwaysinline {
  %up = add i64 %x, 31
  %sixteens = lshr i64 %up, 5
  %half = shl i64 %sixteens, 4
  ret i64 %half
}

define internal i64 @tiles.$SUFFIX(i64 %x, i64 %tile) nounwind alwaysinline {
  %less = sub i64 %x, 1
  %whole = udiv i64 %less, %tile
  %tiles = add i64 %whole, 1
  ret i64 %tiles
}

; Sets the tile of a product. Up to 0.8 million operations (4 million where k is below 32): one tile. Else columns are halved until
; there are no more than 256 (512 where the result is large), rows until there are no more than 512, and then, while there is one
; tile (or fewer than four of more than 4 million operations), the longer side, to no less than 64. On one thread, 512 × 256 tiles
; cost 4 to 8 percent against the whole; 256 × 256, 7 to 14.
define internal void @plan.$SUFFIX(ptr %g, i64 %m, i64 %n, i64 %k) nounwind {
start:
  %mn = mul i64 %m, %n
  %mnk = mul i64 %mn, %k
  %short = icmp slt i64 %k, 32
  %little = select i1 %short, i64 2000000, i64 400000
  %small = icmp sle i64 %mnk, %little
  %huge = icmp sge i64 %mn, 4194304
  %cap = select i1 %huge, i64 512, i64 256
  br i1 %small, label %set, label %look
look:
  %tm = phi i64 [%m, %start], [%tm.next, %cut]
  %tn = phi i64 [%n, %start], [%tn.next, %cut]
  %wide = icmp sgt i64 %tn, %cap
  %tall = icmp sgt i64 %tm, 512
  %over = or i1 %wide, %tall
  %down = call i64 @tiles.$SUFFIX(i64 %m, i64 %tm)
  %across = call i64 @tiles.$SUFFIX(i64 %n, i64 %tn)
  %tiles = mul i64 %down, %across
  %few = icmp slt i64 %tiles, 4
  %tmn = mul i64 %tm, %tn
  %work = mul i64 %tmn, %k
  %heavy = icmp sgt i64 %work, 2000000
  %few.heavy = and i1 %few, %heavy
  %single = icmp eq i64 %tiles, 1
  %some = icmp sgt i64 %work, %little
  %single.some = and i1 %single, %some
  %cuttable = or i1 %few.heavy, %single.some
  %long = call i64 @llvm.smax.i64(i64 %tm, i64 %tn)
  %divisible = icmp sge i64 %long, 128
  %more = and i1 %cuttable, %divisible
  %again = or i1 %over, %more
  br i1 %again, label %cut, label %set
cut:
  %longer = icmp sge i64 %tm, %tn
  %longer.or.tall = select i1 %over, i1 %tall, i1 %longer
  %not.wide = xor i1 %wide, true
  %rows = and i1 %longer.or.tall, %not.wide
  %tm.half = call i64 @half.$SUFFIX(i64 %tm)
  %tn.half = call i64 @half.$SUFFIX(i64 %tn)
  %tm.next = select i1 %rows, i64 %tm.half, i64 %tm
  %tn.next = select i1 %rows, i64 %tn, i64 %tn.half
  br label %look
set:
  %tile.m = phi i64 [%m, %start], [%tm, %look]
  %tile.n = phi i64 [%n, %start], [%tn, %look]
  %tile.m.at = getelementptr %Gemm.$SUFFIX, ptr %g, i64 0, i32 3
  store i64 %tile.m, ptr %tile.m.at
  %tile.n.at = getelementptr %Gemm.$SUFFIX, ptr %g, i64 0, i32 4
  store i64 %tile.n, ptr %tile.n.at
  ret void
}

; What CBLAS calls a matrix of %rows × %columns with these strides: transposed or not, and its leading dimension.
define internal { i32, i32 } @layout.$SUFFIX(i64 %rows, i64 %columns, i64 %row, i64 %column) nounwind alwaysinline {
  %unit = icmp eq i64 %column, 1
  %single = icmp eq i64 %columns, 1
  %plain = or i1 %unit, %single
  %transposed = select i1 %plain, i32 111, i32 112
  %stride = select i1 %plain, i64 %row, i64 %column
  %least = select i1 %plain, i64 %columns, i64 %rows
  %leading = call i64 @llvm.smax.i64(i64 %stride, i64 %least)
  %leading.1 = call i64 @llvm.smax.i64(i64 %leading, i64 1)
  %leading.32 = trunc i64 %leading.1 to i32
  %r0 = insertvalue { i32, i32 } undef, i32 %transposed, 0
  %r1 = insertvalue { i32, i32 } %r0, i32 %leading.32, 1
  ret { i32, i32 } %r1
}

; Computes tiles %lo … %hi - 1 of the product %g.
define internal void @gemm.tiles.$SUFFIX(ptr %g, i64 %lo, i64 %hi) nounwind {
start:
  %v = load %Gemm.$SUFFIX, ptr %g
  %m = extractvalue %Gemm.$SUFFIX %v, 0
  %n = extractvalue %Gemm.$SUFFIX %v, 1
  %k = extractvalue %Gemm.$SUFFIX %v, 2
  %tm = extractvalue %Gemm.$SUFFIX %v, 3
  %tn = extractvalue %Gemm.$SUFFIX %v, 4
  %across = extractvalue %Gemm.$SUFFIX %v, 5
  %a = extractvalue %Gemm.$SUFFIX %v, 6
  %a.row = extractvalue %Gemm.$SUFFIX %v, 7
  %a.column = extractvalue %Gemm.$SUFFIX %v, 8
  %b = extractvalue %Gemm.$SUFFIX %v, 9
  %b.row = extractvalue %Gemm.$SUFFIX %v, 10
  %b.column = extractvalue %Gemm.$SUFFIX %v, 11
  %c = extractvalue %Gemm.$SUFFIX %v, 12
  %c.row = extractvalue %Gemm.$SUFFIX %v, 13
  %alpha = extractvalue %Gemm.$SUFFIX %v, 14
  %beta = extractvalue %Gemm.$SUFFIX %v, 15
  %a.layout = call { i32, i32 } @layout.$SUFFIX(i64 %m, i64 %k, i64 %a.row, i64 %a.column)
  %a.op = extractvalue { i32, i32 } %a.layout, 0
  %a.leading = extractvalue { i32, i32 } %a.layout, 1
  %b.layout = call { i32, i32 } @layout.$SUFFIX(i64 %k, i64 %n, i64 %b.row, i64 %b.column)
  %b.op = extractvalue { i32, i32 } %b.layout, 0
  %b.leading = extractvalue { i32, i32 } %b.layout, 1
  %c.layout = call { i32, i32 } @layout.$SUFFIX(i64 %m, i64 %n, i64 %c.row, i64 1)
  %c.leading = extractvalue { i32, i32 } %c.layout, 1
  %k.32 = trunc i64 %k to i32
  br label %tile
tile:
  %t = phi i64 [%lo, %start], [%t.next, %tile]
  %down.i = udiv i64 %t, %across
  %across.i = urem i64 %t, %across
  %i = mul i64 %down.i, %tm
  %j = mul i64 %across.i, %tn
  %m.left = sub i64 %m, %i
  %n.left = sub i64 %n, %j
  %mm = call i64 @llvm.smin.i64(i64 %m.left, i64 %tm)
  %nn = call i64 @llvm.smin.i64(i64 %n.left, i64 %tn)
  %a.offset = mul i64 %i, %a.row
  %a.tile = getelementptr $TYPE, ptr %a, i64 %a.offset
  %b.offset = mul i64 %j, %b.column
  %b.tile = getelementptr $TYPE, ptr %b, i64 %b.offset
  %c.offset.row = mul i64 %i, %c.row
  %c.offset = add i64 %c.offset.row, %j
  %c.tile = getelementptr $TYPE, ptr %c, i64 %c.offset
  %mm.32 = trunc i64 %mm to i32
  %nn.32 = trunc i64 %nn to i32
  call void $CBLAS_GEMM(i32 101, i32 %a.op, i32 %b.op, i32 %mm.32, i32 %nn.32, i32 %k.32, $TYPE %alpha, ptr %a.tile, i32 %a.leading,
                        ptr %b.tile, i32 %b.leading, $TYPE %beta, ptr %c.tile, i32 %c.leading)
  %t.next = add i64 %t, 1
  %more = icmp slt i64 %t.next, %hi
  br i1 %more, label %tile, label %done
done:
  ret void
}

define internal void @describe.$SUFFIX(ptr %g, i64 %m, i64 %n, i64 %k, i64 %tm, i64 %tn, i64 %across, ptr %a, i64 %a.row,
                                       i64 %a.column, ptr %b, i64 %b.row, i64 %b.column, ptr %c, i64 %c.row, $TYPE %alpha,
                                       $TYPE %beta) nounwind alwaysinline {
  %v0 = insertvalue %Gemm.$SUFFIX undef, i64 %m, 0
  %v1 = insertvalue %Gemm.$SUFFIX %v0, i64 %n, 1
  %v2 = insertvalue %Gemm.$SUFFIX %v1, i64 %k, 2
  %v3 = insertvalue %Gemm.$SUFFIX %v2, i64 %tm, 3
  %v4 = insertvalue %Gemm.$SUFFIX %v3, i64 %tn, 4
  %v5 = insertvalue %Gemm.$SUFFIX %v4, i64 %across, 5
  %v6 = insertvalue %Gemm.$SUFFIX %v5, ptr %a, 6
  %v7 = insertvalue %Gemm.$SUFFIX %v6, i64 %a.row, 7
  %v8 = insertvalue %Gemm.$SUFFIX %v7, i64 %a.column, 8
  %v9 = insertvalue %Gemm.$SUFFIX %v8, ptr %b, 9
  %v10 = insertvalue %Gemm.$SUFFIX %v9, i64 %b.row, 10
  %v11 = insertvalue %Gemm.$SUFFIX %v10, i64 %b.column, 11
  %v12 = insertvalue %Gemm.$SUFFIX %v11, ptr %c, 12
  %v13 = insertvalue %Gemm.$SUFFIX %v12, i64 %c.row, 13
  %v14 = insertvalue %Gemm.$SUFFIX %v13, $TYPE %alpha, 14
  %v15 = insertvalue %Gemm.$SUFFIX %v14, $TYPE %beta, 15
  store %Gemm.$SUFFIX %v15, ptr %g
  ret void
}

; c = alpha a b + beta c. See External.GEMM_F64.
define void @gemm.$SUFFIX(ptr %externals, i64 %m, i64 %n, i64 %k, $TYPE %alpha, ptr %a, i64 %a.row, i64 %a.column,
                          ptr %b, i64 %b.row, i64 %b.column, $TYPE %beta, ptr %c, i64 %c.row) nounwind {
start:
  %mn = mul i64 %m, %n
  %some = icmp sgt i64 %mn, 0
  br i1 %some, label %fill, label %done
fill:
  %g = alloca %Gemm.$SUFFIX, align 64
  call void @plan.$SUFFIX(ptr %g, i64 %m, i64 %n, i64 %k)
  %tm.at = getelementptr %Gemm.$SUFFIX, ptr %g, i64 0, i32 3
  %tm = load i64, ptr %tm.at
  %tn.at = getelementptr %Gemm.$SUFFIX, ptr %g, i64 0, i32 4
  %tn = load i64, ptr %tn.at
  %down = call i64 @tiles.$SUFFIX(i64 %m, i64 %tm)
  %across = call i64 @tiles.$SUFFIX(i64 %n, i64 %tn)
  %tiles = mul i64 %down, %across
  call void @describe.$SUFFIX(ptr %g, i64 %m, i64 %n, i64 %k, i64 %tm, i64 %tn, i64 %across, ptr %a, i64 %a.row, i64 %a.column,
                              ptr %b, i64 %b.row, i64 %b.column, ptr %c, i64 %c.row, $TYPE %alpha, $TYPE %beta)
  %parallel = load ptr, ptr %externals
  call void %parallel(ptr @gemm.tiles.$SUFFIX, ptr %g, i64 %tiles, i64 1)
  br label %done
done:
  ret void
}

; The same on the calling thread, as one tile. See External.TILE_F64.
define void @tile.$SUFFIX(ptr %externals, i64 %m, i64 %n, i64 %k, $TYPE %alpha, ptr %a, i64 %a.row, i64 %a.column,
                          ptr %b, i64 %b.row, i64 %b.column, $TYPE %beta, ptr %c, i64 %c.row) nounwind {
start:
  %mn = mul i64 %m, %n
  %some = icmp sgt i64 %mn, 0
  br i1 %some, label %fill, label %done
fill:
  %g = alloca %Gemm.$SUFFIX, align 64
  call void @describe.$SUFFIX(ptr %g, i64 %m, i64 %n, i64 %k, i64 %m, i64 %n, i64 1, ptr %a, i64 %a.row, i64 %a.column,
                              ptr %b, i64 %b.row, i64 %b.column, ptr %c, i64 %c.row, $TYPE %alpha, $TYPE %beta)
  call void @gemm.tiles.$SUFFIX(ptr %g, i64 0, i64 1)
  br label %done
done:
  ret void
}

%Trsm.$SUFFIX = type { i64, i32, i32, i32, i64, i64, ptr, i64, ptr, i64 }
;                 left 0, uplo 1, op 2, diagonal 3, m 4, n 5, a 6, its row stride 7, b 8, its row stride 9

; Solves for columns (a on the left) or rows (on the right) %lo … %hi - 1 of b: none depends on another.
define internal void @trsm.strip.$SUFFIX(ptr %s, i64 %lo, i64 %hi) nounwind {
  %v = load %Trsm.$SUFFIX, ptr %s
  %left.word = extractvalue %Trsm.$SUFFIX %v, 0
  %uplo = extractvalue %Trsm.$SUFFIX %v, 1
  %op = extractvalue %Trsm.$SUFFIX %v, 2
  %diagonal = extractvalue %Trsm.$SUFFIX %v, 3
  %m = extractvalue %Trsm.$SUFFIX %v, 4
  %n = extractvalue %Trsm.$SUFFIX %v, 5
  %a = extractvalue %Trsm.$SUFFIX %v, 6
  %a.row = extractvalue %Trsm.$SUFFIX %v, 7
  %b = extractvalue %Trsm.$SUFFIX %v, 8
  %b.row = extractvalue %Trsm.$SUFFIX %v, 9
  %left = icmp ne i64 %left.word, 0
  %side = select i1 %left, i32 141, i32 142
  %count = sub i64 %hi, %lo
  %mm = select i1 %left, i64 %m, i64 %count
  %nn = select i1 %left, i64 %count, i64 %n
  %order = select i1 %left, i64 %m, i64 %n
  %a.layout = call { i32, i32 } @layout.$SUFFIX(i64 %order, i64 %order, i64 %a.row, i64 1)
  %a.leading = extractvalue { i32, i32 } %a.layout, 1
  %b.layout = call { i32, i32 } @layout.$SUFFIX(i64 %m, i64 %n, i64 %b.row, i64 1)
  %b.leading = extractvalue { i32, i32 } %b.layout, 1
  %step = select i1 %left, i64 1, i64 %b.row
  %offset = mul i64 %lo, %step
  %b.strip = getelementptr $TYPE, ptr %b, i64 %offset
  %mm.32 = trunc i64 %mm to i32
  %nn.32 = trunc i64 %nn to i32
  call void $CBLAS_TRSM(i32 101, i32 %side, i32 %uplo, i32 %op, i32 %diagonal, i32 %mm.32, i32 %nn.32, $TYPE 1.0, ptr %a,
                        i32 %a.leading, ptr %b.strip, i32 %b.leading)
  ret void
}

; b = op(a)⁻¹ b, or b op(a)⁻¹. See Externals.TRSM_F64.
define void @trsm.$SUFFIX(ptr %externals, i64 %left, i64 %lower, i64 %transposed, i64 %unit, i64 %m, i64 %n, ptr %a, i64 %a.row,
                          ptr %b, i64 %b.row) nounwind {
start:
  %mn = mul i64 %m, %n
  %some = icmp sgt i64 %mn, 0
  br i1 %some, label %fill, label %done
fill:
  %s = alloca %Trsm.$SUFFIX, align 64
  %is.lower = icmp ne i64 %lower, 0
  %uplo = select i1 %is.lower, i32 122, i32 121
  %is.transposed = icmp ne i64 %transposed, 0
  %op = select i1 %is.transposed, i32 112, i32 111
  %is.unit = icmp ne i64 %unit, 0
  %diagonal = select i1 %is.unit, i32 132, i32 131
  %v0 = insertvalue %Trsm.$SUFFIX undef, i64 %left, 0
  %v1 = insertvalue %Trsm.$SUFFIX %v0, i32 %uplo, 1
  %v2 = insertvalue %Trsm.$SUFFIX %v1, i32 %op, 2
  %v3 = insertvalue %Trsm.$SUFFIX %v2, i32 %diagonal, 3
  %v4 = insertvalue %Trsm.$SUFFIX %v3, i64 %m, 4
  %v5 = insertvalue %Trsm.$SUFFIX %v4, i64 %n, 5
  %v6 = insertvalue %Trsm.$SUFFIX %v5, ptr %a, 6
  %v7 = insertvalue %Trsm.$SUFFIX %v6, i64 %a.row, 7
  %v8 = insertvalue %Trsm.$SUFFIX %v7, ptr %b, 8
  %v9 = insertvalue %Trsm.$SUFFIX %v8, i64 %b.row, 9
  store %Trsm.$SUFFIX %v9, ptr %s
  %is.left = icmp ne i64 %left, 0
  %count = select i1 %is.left, i64 %n, i64 %m
  %order = select i1 %is.left, i64 %m, i64 %n
  %work = mul i64 %mn, %order
  %heavy = icmp sgt i64 %work, 2000000
  %quarter.up = add i64 %count, 63
  %quarter.sixteens = lshr i64 %quarter.up, 6
  %quarter = shl i64 %quarter.sixteens, 4
  %strip.most = call i64 @llvm.smin.i64(i64 %quarter, i64 256)
  %strip = select i1 %heavy, i64 %strip.most, i64 %count
  %parallel = load ptr, ptr %externals
  call void %parallel(ptr @trsm.strip.$SUFFIX, ptr %s, i64 %count, i64 %strip)
  br label %done
done:
  ret void
}
