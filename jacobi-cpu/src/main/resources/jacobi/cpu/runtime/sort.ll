; Stable ascending orders of unsigned keys of up to 64 bits, line by line, and with them the places they come from if there are any.
; Short lines are sorted by insertion, others by their digits from the last to the first, of 8 bits or, if long, 11. A digit that
; is the same in all of a line is passed over. Threads share lines; there is one order that is stable, hence no other result.

; What is the same for all lines. For floats, twins is 1 and zero the key of -0: it compares as the next one, which is that of +0.
%Sort = type { i64, i64, i64, i64, ptr, ptr, ptr, ptr }
;              n 0  bits 1  zero 2  twins 3  keys 4  more keys 5  places 6, or null  more places 7

; A key as it is compared.
define internal i64 @compared(i64 %key, i64 %zero, i64 %twins) nounwind alwaysinline {
  %same = icmp eq i64 %key, %zero
  %one = zext i1 %same to i64
  %more = and i64 %one, %twins
  %compared = add i64 %key, %more
  ret i64 %compared
}

; Sorts a line by insertion.
define internal void @insert(i64 %n, i64 %zero, i64 %twins, ptr %keys, ptr %places) nounwind {
start:
  %with = icmp ne ptr %places, null
  br label %each
each:
  %i = phi i64 [0, %start], [%i.next, %placed]
  %key.at = getelementptr i64, ptr %keys, i64 %i
  %key = load i64, ptr %key.at
  %compared = call i64 @compared(i64 %key, i64 %zero, i64 %twins)
  br i1 %with, label %take, label %search
take:
  %place.at = getelementptr i64, ptr %places, i64 %i
  %place.read = load i64, ptr %place.at
  br label %search
search:
  %place = phi i64 [0, %each], [%place.read, %take]
  br label %look
look:
  %j = phi i64 [%i, %search], [%before, %moved]
  %some = icmp sgt i64 %j, 0
  br i1 %some, label %compare, label %found
compare:
  %before = sub i64 %j, 1
  %other.at = getelementptr i64, ptr %keys, i64 %before
  %other = load i64, ptr %other.at
  %other.compared = call i64 @compared(i64 %other, i64 %zero, i64 %twins)
  %greater = icmp ugt i64 %other.compared, %compared
  br i1 %greater, label %move, label %found
move:
  %key.to = getelementptr i64, ptr %keys, i64 %j
  store i64 %other, ptr %key.to
  br i1 %with, label %move.place, label %moved
move.place:
  %other.place.at = getelementptr i64, ptr %places, i64 %before
  %other.place = load i64, ptr %other.place.at
  %place.to = getelementptr i64, ptr %places, i64 %j
  store i64 %other.place, ptr %place.to
  br label %moved
moved:
  br label %look
found:
  %key.here = getelementptr i64, ptr %keys, i64 %j
  store i64 %key, ptr %key.here
  br i1 %with, label %put, label %placed
put:
  %place.here = getelementptr i64, ptr %places, i64 %j
  store i64 %place, ptr %place.here
  br label %placed
placed:
  %i.next = add i64 %i, 1
  %more = icmp slt i64 %i.next, %n
  br i1 %more, label %each, label %done
done:
  ret void
}

; Counts the digits of all keys: %digits tables of 2^%width.
define internal void @count(i64 %n, i64 %zero, i64 %twins, i64 %width, i64 %digits, ptr %keys, ptr %tables) nounwind {
start:
  %size = shl i64 1, %width
  %mask = sub i64 %size, 1
  %all = mul i64 %size, %digits
  %bytes = mul i64 %all, 4
  call void @llvm.memset.p0.i64(ptr %tables, i8 0, i64 %bytes, i1 false)
  br label %each
each:
  %i = phi i64 [0, %start], [%i.next, %counted]
  %key.at = getelementptr i64, ptr %keys, i64 %i
  %key = load i64, ptr %key.at
  %compared = call i64 @compared(i64 %key, i64 %zero, i64 %twins)
  br label %digit
digit:
  %d = phi i64 [0, %each], [%d.next, %digit]
  %rest = phi i64 [%compared, %each], [%rest.next, %digit]
  %from = phi i64 [0, %each], [%from.next, %digit]
  %value = and i64 %rest, %mask
  %cell = add i64 %from, %value
  %cell.at = getelementptr i32, ptr %tables, i64 %cell
  %was = load i32, ptr %cell.at
  %is = add i32 %was, 1
  store i32 %is, ptr %cell.at
  %rest.next = lshr i64 %rest, %width
  %from.next = add i64 %from, %size
  %d.next = add i64 %d, 1
  %d.more = icmp slt i64 %d.next, %digits
  br i1 %d.more, label %digit, label %counted
counted:
  %i.next = add i64 %i, 1
  %more = icmp slt i64 %i.next, %n
  br i1 %more, label %each, label %done
done:
  ret void
}

; Makes of counts the places where each value begins; returns whether one value has all of %n.
define internal i1 @begin(i64 %n, i64 %size, ptr %table) nounwind {
start:
  %n.32 = trunc i64 %n to i32
  br label %each
each:
  %v = phi i64 [0, %start], [%v.next, %each]
  %sum = phi i32 [0, %start], [%sum.next, %each]
  %one = phi i1 [false, %start], [%one.next, %each]
  %at = getelementptr i32, ptr %table, i64 %v
  %here = load i32, ptr %at
  store i32 %sum, ptr %at
  %all = icmp eq i32 %here, %n.32
  %one.next = or i1 %one, %all
  %sum.next = add i32 %sum, %here
  %v.next = add i64 %v, 1
  %more = icmp slt i64 %v.next, %size
  br i1 %more, label %each, label %done
done:
  ret i1 %one.next
}

; Moves keys, and places unless both are null, to where their digits at %shift belong.
define internal void @distribute(i64 %n, i64 %zero, i64 %twins, i64 %shift, i64 %mask, ptr %table, ptr %keys, ptr %keys.to,
    ptr %places, ptr %places.to) nounwind {
start:
  %with = icmp ne ptr %places, null
  br label %each
each:
  %i = phi i64 [0, %start], [%i.next, %moved]
  %key.at = getelementptr i64, ptr %keys, i64 %i
  %key = load i64, ptr %key.at
  %compared = call i64 @compared(i64 %key, i64 %zero, i64 %twins)
  %rest = lshr i64 %compared, %shift
  %value = and i64 %rest, %mask
  %cell.at = getelementptr i32, ptr %table, i64 %value
  %to.32 = load i32, ptr %cell.at
  %next = add i32 %to.32, 1
  store i32 %next, ptr %cell.at
  %to = zext i32 %to.32 to i64
  %key.here = getelementptr i64, ptr %keys.to, i64 %to
  store i64 %key, ptr %key.here
  br i1 %with, label %move, label %moved
move:
  %place.at = getelementptr i64, ptr %places, i64 %i
  %place = load i64, ptr %place.at
  %place.here = getelementptr i64, ptr %places.to, i64 %to
  store i64 %place, ptr %place.here
  br label %moved
moved:
  %i.next = add i64 %i, 1
  %more = icmp slt i64 %i.next, %n
  br i1 %more, label %each, label %done
done:
  ret void
}

; Sorts a line by digits; what is sorted lies where it lay.
define internal void @radix(i64 %n, i64 %bits, i64 %zero, i64 %twins, ptr %keys, ptr %keys.more, ptr %places, ptr %places.more)
    nounwind {
start:
  %tables = alloca [12288 x i32], align 64
  %long = icmp sge i64 %n, 4096
  %width = select i1 %long, i64 11, i64 8
  %size = shl i64 1, %width
  %mask = sub i64 %size, 1
  %less = sub i64 %width, 1
  %up = add i64 %bits, %less
  %digits = udiv i64 %up, %width
  call void @count(i64 %n, i64 %zero, i64 %twins, i64 %width, i64 %digits, ptr %keys, ptr %tables)
  br label %pass
pass:
  %d = phi i64 [0, %start], [%d.next, %on]
  %from = phi ptr [%keys, %start], [%from.next, %on]
  %to = phi ptr [%keys.more, %start], [%to.next, %on]
  %places.from = phi ptr [%places, %start], [%places.from.next, %on]
  %places.to = phi ptr [%places.more, %start], [%places.to.next, %on]
  %table.from = mul i64 %d, %size
  %table = getelementptr i32, ptr %tables, i64 %table.from
  %same = call i1 @begin(i64 %n, i64 %size, ptr %table)
  br i1 %same, label %on, label %move
move:
  %shift = mul i64 %d, %width
  call void @distribute(i64 %n, i64 %zero, i64 %twins, i64 %shift, i64 %mask, ptr %table, ptr %from, ptr %to, ptr %places.from,
      ptr %places.to)
  br label %on
on:
  %from.next = phi ptr [%from, %pass], [%to, %move]
  %to.next = phi ptr [%to, %pass], [%from, %move]
  %places.from.next = phi ptr [%places.from, %pass], [%places.to, %move]
  %places.to.next = phi ptr [%places.to, %pass], [%places.from, %move]
  %d.next = add i64 %d, 1
  %more = icmp slt i64 %d.next, %digits
  br i1 %more, label %pass, label %end
end:
  %away = icmp ne ptr %from.next, %keys
  br i1 %away, label %back, label %done
back:
  %bytes = mul i64 %n, 8
  call void @llvm.memcpy.p0.p0.i64(ptr %keys, ptr %from.next, i64 %bytes, i1 false)
  %with = icmp ne ptr %places, null
  br i1 %with, label %back.places, label %done
back.places:
  call void @llvm.memcpy.p0.p0.i64(ptr %places, ptr %places.from.next, i64 %bytes, i1 false)
  br label %done
done:
  ret void
}

; The lines of a block.
define internal void @lines(ptr %s, i64 %lo, i64 %hi) nounwind {
start:
  %n = load i64, ptr %s
  %bits.at = getelementptr %Sort, ptr %s, i64 0, i32 1
  %bits = load i64, ptr %bits.at
  %zero.at = getelementptr %Sort, ptr %s, i64 0, i32 2
  %zero = load i64, ptr %zero.at
  %twins.at = getelementptr %Sort, ptr %s, i64 0, i32 3
  %twins = load i64, ptr %twins.at
  %keys.at = getelementptr %Sort, ptr %s, i64 0, i32 4
  %keys.all = load ptr, ptr %keys.at
  %more.at = getelementptr %Sort, ptr %s, i64 0, i32 5
  %more.all = load ptr, ptr %more.at
  %places.at = getelementptr %Sort, ptr %s, i64 0, i32 6
  %places.all = load ptr, ptr %places.at
  %places.more.at = getelementptr %Sort, ptr %s, i64 0, i32 7
  %places.more.all = load ptr, ptr %places.more.at
  %with = icmp ne ptr %places.all, null
  %short = icmp sle i64 %n, 40
  br label %each
each:
  %line = phi i64 [%lo, %start], [%line.next, %on]
  %from = mul i64 %line, %n
  %keys = getelementptr i64, ptr %keys.all, i64 %from
  %more.keys = getelementptr i64, ptr %more.all, i64 %from
  %places.here = getelementptr i64, ptr %places.all, i64 %from
  %places = select i1 %with, ptr %places.here, ptr null
  %places.more.here = getelementptr i64, ptr %places.more.all, i64 %from
  %places.more = select i1 %with, ptr %places.more.here, ptr null
  br i1 %short, label %insertion, label %digits
insertion:
  call void @insert(i64 %n, i64 %zero, i64 %twins, ptr %keys, ptr %places)
  br label %on
digits:
  call void @radix(i64 %n, i64 %bits, i64 %zero, i64 %twins, ptr %keys, ptr %more.keys, ptr %places, ptr %places.more)
  br label %on
on:
  %line.next = add i64 %line, 1
  %more = icmp slt i64 %line.next, %hi
  br i1 %more, label %each, label %done
done:
  ret void
}

; See External.SORT.
define void @sort(ptr %externals, i64 %lines, i64 %n, i64 %bits, i64 %zero, i64 %twins, ptr %keys, ptr %keys.more, i64 %with,
    ptr %places, ptr %places.more) nounwind {
  %s = alloca %Sort
  store i64 %n, ptr %s
  %bits.at = getelementptr %Sort, ptr %s, i64 0, i32 1
  store i64 %bits, ptr %bits.at
  %zero.at = getelementptr %Sort, ptr %s, i64 0, i32 2
  store i64 %zero, ptr %zero.at
  %twins.at = getelementptr %Sort, ptr %s, i64 0, i32 3
  store i64 %twins, ptr %twins.at
  %keys.at = getelementptr %Sort, ptr %s, i64 0, i32 4
  store ptr %keys, ptr %keys.at
  %more.at = getelementptr %Sort, ptr %s, i64 0, i32 5
  store ptr %keys.more, ptr %more.at
  %some = icmp ne i64 %with, 0
  %places.given = select i1 %some, ptr %places, ptr null
  %places.at = getelementptr %Sort, ptr %s, i64 0, i32 6
  store ptr %places.given, ptr %places.at
  %places.more.at = getelementptr %Sort, ptr %s, i64 0, i32 7
  store ptr %places.more, ptr %places.more.at
  %few = udiv i64 4096, %n
  %grain = call i64 @llvm.smax.i64(i64 %few, i64 1)
  %parallel = load ptr, ptr %externals
  call void %parallel(ptr @lines, ptr %s, i64 %lines, i64 %grain)
  ret void
}

declare i64 @llvm.smax.i64(i64, i64)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
