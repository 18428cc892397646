; Cholesky and LU factorisations of $TYPE, row-major, right-looking in blocks of 64: the block by LAPACK on one thread, the rest by
; the triangular solves and products of blas.ll ($TRSM, $GEMM). Blocks depend on the order of the matrix alone, hence so do the bits of the result.

; The address of element (%i, %j).
define internal ptr @at.$SUFFIX(ptr %a, i64 %row, i64 %i, i64 %j) nounwind alwaysinline {
  %down = mul i64 %i, %row
  %offset = add i64 %down, %j
  %at = getelementptr $TYPE, ptr %a, i64 %offset
  ret ptr %at
}

; a = l lᵀ in the lower triangle; returns 0, or the order of the first minor that is not positive. See Externals.POTRF_F64.
define i64 @potrf.$SUFFIX(ptr %externals, i64 %n, ptr %a, i64 %a.row) nounwind {
start:
  %order = alloca i32
  %leading = alloca i32
  %info = alloca i32
  %triangle = alloca i8
  store i8 85, ptr %triangle                            ; 'U': LAPACK sees the matrix transposed
  %least = call i64 @llvm.smax.i64(i64 %a.row, i64 1)
  %leading.32 = trunc i64 %least to i32
  store i32 %leading.32, ptr %leading
  br label %loop
loop:
  %j = phi i64 [0, %start], [%next, %rest], [%next, %block.done]
  %more = icmp slt i64 %j, %n
  br i1 %more, label %block, label %good
block:
  %left = sub i64 %n, %j
  %size = call i64 @llvm.smin.i64(i64 %left, i64 64)
  %next = add i64 %j, %size
  %size.32 = trunc i64 %size to i32
  store i32 %size.32, ptr %order
  %diagonal = call ptr @at.$SUFFIX(ptr %a, i64 %a.row, i64 %j, i64 %j)
  call void $LAPACK_POTRF(ptr %triangle, ptr %order, ptr %diagonal, ptr %leading, ptr %info, i64 1)
  %failed = load i32, ptr %info
  %bad = icmp ne i32 %failed, 0
  br i1 %bad, label %refuse, label %block.done
block.done:
  %below = sub i64 %n, %next
  %some = icmp sgt i64 %below, 0
  br i1 %some, label %rest, label %loop
rest:
  %column = call ptr @at.$SUFFIX(ptr %a, i64 %a.row, i64 %next, i64 %j)
  call void $TRSM(ptr %externals, i64 0, i64 1, i64 1, i64 0, i64 %below, i64 %size, ptr %diagonal, i64 %a.row,
                          ptr %column, i64 %a.row)
  call void @downdate.$SUFFIX(ptr %externals, i64 %below, i64 %size, ptr %column, ptr %a, i64 %a.row, i64 %next)
  br label %loop
refuse:
  %minor = sext i32 %failed to i64
  %which = add i64 %j, %minor
  ret i64 %which
good:
  ret i64 0
}

%Downdate.$SUFFIX = type { i64, i64, ptr, ptr, i64, i64 }
;                   rows 0, depth 1, the column 2, a 3, its row stride 4, first row 5

; Rows %lo … %hi - 1 of what is left, up to the diagonal: minus the column times its transpose.
define internal void @downdate.strip.$SUFFIX(ptr %d, i64 %lo, i64 %hi) nounwind {
  %v = load %Downdate.$SUFFIX, ptr %d
  %depth = extractvalue %Downdate.$SUFFIX %v, 1
  %column = extractvalue %Downdate.$SUFFIX %v, 2
  %a = extractvalue %Downdate.$SUFFIX %v, 3
  %a.row = extractvalue %Downdate.$SUFFIX %v, 4
  %first = extractvalue %Downdate.$SUFFIX %v, 5
  %rows = sub i64 %hi, %lo
  %i = add i64 %first, %lo
  %mine = call ptr @at.$SUFFIX(ptr %column, i64 %a.row, i64 %lo, i64 0)
  %target = call ptr @at.$SUFFIX(ptr %a, i64 %a.row, i64 %i, i64 %first)
  %rows.32 = trunc i64 %rows to i32
  %hi.32 = trunc i64 %hi to i32
  %depth.32 = trunc i64 %depth to i32
  %leading.32 = trunc i64 %a.row to i32
  call void $CBLAS_GEMM(i32 101, i32 111, i32 112, i32 %rows.32, i32 %hi.32, i32 %depth.32, $TYPE -1.0, ptr %mine, i32 %leading.32,
                        ptr %column, i32 %leading.32, $TYPE 1.0, ptr %target, i32 %leading.32)
  ret void
}

define internal void @downdate.$SUFFIX(ptr %externals, i64 %rows, i64 %depth, ptr %column, ptr %a, i64 %a.row, i64 %first) nounwind {
  %d = alloca %Downdate.$SUFFIX, align 64
  %v0 = insertvalue %Downdate.$SUFFIX undef, i64 %rows, 0
  %v1 = insertvalue %Downdate.$SUFFIX %v0, i64 %depth, 1
  %v2 = insertvalue %Downdate.$SUFFIX %v1, ptr %column, 2
  %v3 = insertvalue %Downdate.$SUFFIX %v2, ptr %a, 3
  %v4 = insertvalue %Downdate.$SUFFIX %v3, i64 %a.row, 4
  %v5 = insertvalue %Downdate.$SUFFIX %v4, i64 %first, 5
  store %Downdate.$SUFFIX %v5, ptr %d
  %parallel = load ptr, ptr %externals
  call void %parallel(ptr @downdate.strip.$SUFFIX, ptr %d, i64 %rows, i64 128)
  ret void
}

; Copies a %rows × %columns matrix into its transpose, strides in elements.
define internal void @turn.$SUFFIX(i64 %rows, i64 %columns, ptr %from, i64 %from.row, i64 %from.column, ptr %to, i64 %to.row,
                                   i64 %to.column) nounwind {
start:
  br label %row
row:
  %i = phi i64 [0, %start], [%i.next, %row.done]
  %from.i = mul i64 %i, %from.row
  %to.i = mul i64 %i, %to.row
  br label %element
element:
  %j = phi i64 [0, %row], [%j.next, %element]
  %from.j = mul i64 %j, %from.column
  %from.ij = add i64 %from.i, %from.j
  %from.at = getelementptr $TYPE, ptr %from, i64 %from.ij
  %value = load $TYPE, ptr %from.at
  %to.j = mul i64 %j, %to.column
  %to.ij = add i64 %to.i, %to.j
  %to.at = getelementptr $TYPE, ptr %to, i64 %to.ij
  store $TYPE %value, ptr %to.at
  %j.next = add i64 %j, 1
  %j.more = icmp slt i64 %j.next, %columns
  br i1 %j.more, label %element, label %row.done
row.done:
  %i.next = add i64 %i, 1
  %i.more = icmp slt i64 %i.next, %rows
  br i1 %i.more, label %row, label %done
done:
  ret void
}

; Exchanges %n neighbours at %x with those at %y.
define internal void @exchange.$SUFFIX(i64 %n, ptr %x, ptr %y) nounwind {
start:
  %some = icmp sgt i64 %n, 0
  br i1 %some, label %each, label %done
each:
  %i = phi i64 [0, %start], [%i.next, %each]
  %x.at = getelementptr $TYPE, ptr %x, i64 %i
  %y.at = getelementptr $TYPE, ptr %y, i64 %i
  %x.value = load $TYPE, ptr %x.at
  %y.value = load $TYPE, ptr %y.at
  store $TYPE %y.value, ptr %x.at
  store $TYPE %x.value, ptr %y.at
  %i.next = add i64 %i, 1
  %more = icmp slt i64 %i.next, %n
  br i1 %more, label %each, label %done
done:
  ret void
}

; Makes the exchanges of %size rows from row %j on, outside the columns %j … %j + %size - 1, and counts them from row 0.
define internal void @permute.$SUFFIX(i64 %n, ptr %a, i64 %a.row, ptr %exchanges, i64 %j, i64 %size) nounwind {
start:
  %right.from = add i64 %j, %size
  %right = sub i64 %n, %right.from
  %j.32 = trunc i64 %j to i32
  br label %each
each:
  %s = phi i64 [0, %start], [%s.next, %on]
  %i = add i64 %j, %s
  %at = getelementptr i32, ptr %exchanges, i64 %i
  %local = load i32, ptr %at                            ; LAPACK's, from 1, within the panel
  %from.0 = sub i32 %local, 1
  %other.32 = add i32 %from.0, %j.32
  store i32 %other.32, ptr %at
  %other = sext i32 %other.32 to i64
  %same = icmp eq i64 %other, %i
  br i1 %same, label %on, label %swap
swap:
  %x = call ptr @at.$SUFFIX(ptr %a, i64 %a.row, i64 %i, i64 0)
  %y = call ptr @at.$SUFFIX(ptr %a, i64 %a.row, i64 %other, i64 0)
  call void @exchange.$SUFFIX(i64 %j, ptr %x, ptr %y)
  %x.right = getelementptr $TYPE, ptr %x, i64 %right.from
  %y.right = getelementptr $TYPE, ptr %y, i64 %right.from
  call void @exchange.$SUFFIX(i64 %right, ptr %x.right, ptr %y.right)
  br label %on
on:
  %s.next = add i64 %s, 1
  %more = icmp slt i64 %s.next, %size
  br i1 %more, label %each, label %done
done:
  ret void
}

; p a = l u, in place; returns 0, or 1 + the first column without a pivot, or -1 without memory. See Externals.GETRF_F64.
define i64 @getrf.$SUFFIX(ptr %externals, i64 %m, i64 %n, ptr %a, i64 %a.row, ptr %exchanges) nounwind {
start:
  %rows = alloca i32
  %columns = alloca i32
  %info = alloca i32
  %pivots = call i64 @llvm.smin.i64(i64 %m, i64 %n)
  %none = icmp sle i64 %pivots, 0
  br i1 %none, label %empty, label %allocate
empty:
  ret i64 0
allocate:
  %width = call i64 @llvm.smin.i64(i64 %pivots, i64 64)
  %elements = mul i64 %m, %width
  %bytes = mul i64 %elements, 8
  %panel = call ptr $MALLOC(i64 %bytes)
  %absent = icmp eq ptr %panel, null
  br i1 %absent, label %hungry, label %loop
hungry:
  ret i64 -1
loop:
  %j = phi i64 [0, %allocate], [%next, %rest], [%next, %factored]
  %singular = phi i64 [0, %allocate], [%singular.now, %rest], [%singular.now, %factored]
  %more = icmp slt i64 %j, %pivots
  br i1 %more, label %block, label %done
block:
  %left = sub i64 %pivots, %j
  %size = call i64 @llvm.smin.i64(i64 %left, i64 64)
  %next = add i64 %j, %size
  %height = sub i64 %m, %j
  %diagonal = call ptr @at.$SUFFIX(ptr %a, i64 %a.row, i64 %j, i64 %j)
  call void @turn.$SUFFIX(i64 %height, i64 %size, ptr %diagonal, i64 %a.row, i64 1, ptr %panel, i64 1, i64 %height)
  %height.32 = trunc i64 %height to i32
  store i32 %height.32, ptr %rows
  %size.32 = trunc i64 %size to i32
  store i32 %size.32, ptr %columns
  %exchange = getelementptr i32, ptr %exchanges, i64 %j
  call void $LAPACK_GETRF(ptr %rows, ptr %columns, ptr %panel, ptr %rows, ptr %exchange, ptr %info)
  call void @turn.$SUFFIX(i64 %height, i64 %size, ptr %panel, i64 1, i64 %height, ptr %diagonal, i64 %a.row, i64 1)
  call void @permute.$SUFFIX(i64 %n, ptr %a, i64 %a.row, ptr %exchanges, i64 %j, i64 %size)
  %status.32 = load i32, ptr %info
  %status = sext i32 %status.32 to i64
  %where = add i64 %status, %j
  %bad = icmp sgt i64 %status, 0
  %fresh = icmp eq i64 %singular, 0
  %first = and i1 %bad, %fresh
  %singular.now = select i1 %first, i64 %where, i64 %singular
  br label %factored
factored:
  %right = sub i64 %n, %next
  %some = icmp sgt i64 %right, 0
  br i1 %some, label %rest, label %loop
rest:
  %beside = call ptr @at.$SUFFIX(ptr %a, i64 %a.row, i64 %j, i64 %next)
  call void $TRSM(ptr %externals, i64 1, i64 1, i64 0, i64 1, i64 %size, i64 %right, ptr %diagonal, i64 %a.row,
                          ptr %beside, i64 %a.row)
  %below = call ptr @at.$SUFFIX(ptr %a, i64 %a.row, i64 %next, i64 %j)
  %corner = call ptr @at.$SUFFIX(ptr %a, i64 %a.row, i64 %next, i64 %next)
  %below.rows = sub i64 %m, %next
  call void $GEMM(ptr %externals, i64 %below.rows, i64 %right, i64 %size, $TYPE -1.0, ptr %below, i64 %a.row, i64 1,
                          ptr %beside, i64 %a.row, i64 1, $TYPE 1.0, ptr %corner, i64 %a.row)
  br label %loop
done:
  call void $FREE(ptr %panel)
  ret i64 %singular
}

; Exchanges rows of b as a factorisation did, or back again.
define internal void @rows.$SUFFIX(i64 %back, i64 %n, i64 %columns, ptr %exchanges, ptr %b, i64 %b.row) nounwind {
start:
  %reverse = icmp ne i64 %back, 0
  %last = sub i64 %n, 1
  br label %each
each:
  %s = phi i64 [0, %start], [%s.next, %each]
  %s.back = sub i64 %last, %s
  %i = select i1 %reverse, i64 %s.back, i64 %s
  %at = getelementptr i32, ptr %exchanges, i64 %i
  %other.32 = load i32, ptr %at
  %other = sext i32 %other.32 to i64
  %x = call ptr @at.$SUFFIX(ptr %b, i64 %b.row, i64 %i, i64 0)
  %y = call ptr @at.$SUFFIX(ptr %b, i64 %b.row, i64 %other, i64 0)
  call void @exchange.$SUFFIX(i64 %columns, ptr %x, ptr %y)
  %s.next = add i64 %s, 1
  %more = icmp slt i64 %s.next, %n
  br i1 %more, label %each, label %done
done:
  ret void
}

; Solves a x = b, or aᵀ x = b, from the factorisation of a. See Externals.GETRS_F64.
define void @getrs.$SUFFIX(ptr %externals, i64 %transposed, i64 %n, i64 %columns, ptr %lu, i64 %lu.row, ptr %exchanges,
                           ptr %b, i64 %b.row) nounwind {
start:
  %elements = mul i64 %n, %columns
  %some = icmp sgt i64 %elements, 0
  br i1 %some, label %choose, label %done
choose:
  %is.transposed = icmp ne i64 %transposed, 0
  br i1 %is.transposed, label %turned, label %plain
plain:
  call void @rows.$SUFFIX(i64 0, i64 %n, i64 %columns, ptr %exchanges, ptr %b, i64 %b.row)
  call void $TRSM(ptr %externals, i64 1, i64 1, i64 0, i64 1, i64 %n, i64 %columns, ptr %lu, i64 %lu.row, ptr %b, i64 %b.row)
  call void $TRSM(ptr %externals, i64 1, i64 0, i64 0, i64 0, i64 %n, i64 %columns, ptr %lu, i64 %lu.row, ptr %b, i64 %b.row)
  br label %done
turned:
  call void $TRSM(ptr %externals, i64 1, i64 0, i64 1, i64 0, i64 %n, i64 %columns, ptr %lu, i64 %lu.row, ptr %b, i64 %b.row)
  call void $TRSM(ptr %externals, i64 1, i64 1, i64 1, i64 1, i64 %n, i64 %columns, ptr %lu, i64 %lu.row, ptr %b, i64 %b.row)
  call void @rows.$SUFFIX(i64 1, i64 %n, i64 %columns, ptr %exchanges, ptr %b, i64 %b.row)
  br label %done
done:
  ret void
}
