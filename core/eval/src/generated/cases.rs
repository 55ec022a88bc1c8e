// Written by `cargo run -p opgen`. Do not edit.
match opcode {
    // BINARY_OP
    op::BINARY_OP => {
        let left = &*sp.sub(2);
        let right = &*sp.sub(1);
        let counter = load_u16(ip.add(1));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Adapt::Again = bytecodes::arithmetic::_SPECIALIZE_BINARY_OP(frame, ip, oparg, left, right, counter) { redispatch!() }
        let left = &*sp.sub(2);
        let right = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::arithmetic::_BINARY_OP(oparg, left, right) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(2).read();
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(6)
    }
    // BINARY_OP_ADD_FLOAT
    op::BINARY_OP_ADD_FLOAT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_FLOAT(value).0 { deopt!(op::BINARY_OP) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot1;
        if !bytecodes::arithmetic::_GUARD_NOS_FLOAT(value).0 { deopt!(op::BINARY_OP) }
        let left = sp.sub(2).read();
        let right = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).instr_ptr = ip;
        let answer = match bytecodes::arithmetic::_BINARY_OP_ADD_FLOAT(left, right) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(6)
    }
    // BINARY_OP_ADD_INT
    op::BINARY_OP_ADD_INT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_INT(value).0 { deopt!(op::BINARY_OP) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot1;
        if !bytecodes::arithmetic::_GUARD_NOS_INT(value).0 { deopt!(op::BINARY_OP) }
        let left = sp.sub(2).read();
        let right = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).instr_ptr = ip;
        let answer = match bytecodes::arithmetic::_BINARY_OP_ADD_INT(left, right) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(6)
    }
    // BINARY_OP_ADD_UNICODE
    op::BINARY_OP_ADD_UNICODE => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_UNICODE(value).0 { deopt!(op::BINARY_OP) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot1;
        if !bytecodes::arithmetic::_GUARD_NOS_UNICODE(value).0 { deopt!(op::BINARY_OP) }
        let left = &*sp.sub(2);
        let right = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::arithmetic::_BINARY_OP_ADD_UNICODE(left, right) { Ok(v) => v, Err(_) => error!() };
        let close0 = core::mem::ManuallyDrop::into_inner(slot1);
        let close1 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(6)
    }
    // BINARY_OP_EXTEND
    op::BINARY_OP_EXTEND => {
        let left = &*sp.sub(2);
        let right = &*sp.sub(1);
        let descriptor = load_u64(ip.add(2));
        if !bytecodes::arithmetic::_GUARD_BINARY_OP_EXTEND(left, right, descriptor).0 { deopt!(op::BINARY_OP) }
        let left = &*sp.sub(2);
        let right = &*sp.sub(1);
        let descriptor = load_u64(ip.add(2));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::arithmetic::_BINARY_OP_EXTEND(left, right, descriptor) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(2).read();
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(6)
    }
    // BINARY_OP_INPLACE_ADD_UNICODE
    op::BINARY_OP_INPLACE_ADD_UNICODE => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_UNICODE(value).0 { deopt!(op::BINARY_OP) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot1;
        if !bytecodes::arithmetic::_GUARD_NOS_UNICODE(value).0 { deopt!(op::BINARY_OP) }
        let left = &*sp.sub(2);
        if !bytecodes::arithmetic::_GUARD_INPLACE_ADD(frame, ip, left).0 { deopt!(op::BINARY_OP) }
        let left = sp.sub(2).read();
        sp.sub(2).write(StackRef::NULL);
        let right = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::arithmetic::_BINARY_OP_INPLACE_ADD_UNICODE(frame, ip, left, right) { Ok(v) => v, Err(_) => error!() };
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).stackpointer = sp.cast();
        close1.close();
        jump!(answer, 6)
    }
    // BINARY_OP_MULTIPLY_FLOAT
    op::BINARY_OP_MULTIPLY_FLOAT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_FLOAT(value).0 { deopt!(op::BINARY_OP) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot1;
        if !bytecodes::arithmetic::_GUARD_NOS_FLOAT(value).0 { deopt!(op::BINARY_OP) }
        let left = sp.sub(2).read();
        let right = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).instr_ptr = ip;
        let answer = match bytecodes::arithmetic::_BINARY_OP_MULTIPLY_FLOAT(left, right) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(6)
    }
    // BINARY_OP_MULTIPLY_INT
    op::BINARY_OP_MULTIPLY_INT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_INT(value).0 { deopt!(op::BINARY_OP) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot1;
        if !bytecodes::arithmetic::_GUARD_NOS_INT(value).0 { deopt!(op::BINARY_OP) }
        let left = sp.sub(2).read();
        let right = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::arithmetic::_BINARY_OP_MULTIPLY_INT(left, right) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(6)
    }
    // BINARY_OP_SUBSCR_DICT
    op::BINARY_OP_SUBSCR_DICT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_NOS_DICT(value).0 { deopt!(op::BINARY_OP) }
        let container = &*sp.sub(2);
        let key = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::subscript::_BINARY_OP_SUBSCR_DICT(container, key) { Ok(v) => v, Err(_) => error!() };
        let close0 = core::mem::ManuallyDrop::into_inner(slot0);
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(6)
    }
    // BINARY_OP_SUBSCR_GETITEM
    op::BINARY_OP_SUBSCR_GETITEM => {
        let container = &*sp.sub(2);
        if !bytecodes::subscript::_BINARY_OP_SUBSCR_CHECK_FUNC(ts, container).0 { deopt!(op::BINARY_OP) }
        let container = sp.sub(2).read();
        let key = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match match bytecodes::subscript::_BINARY_OP_SUBSCR_INIT_CALL(ts, frame, container, key) { Ok(v) => v, Err(_) => error!() } {
            Called::Value(answer) => {
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(0);
            enter!(callee, 6)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(0);
            enter!(callee, offset)
            }
        }
        next!(6)
    }
    // BINARY_OP_SUBSCR_LIST_INT
    op::BINARY_OP_SUBSCR_LIST_INT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_INT(value).0 { deopt!(op::BINARY_OP) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot1;
        if !bytecodes::arithmetic::_GUARD_NOS_LIST(value).0 { deopt!(op::BINARY_OP) }
        let container = &*slot1;
        let key = &*slot0;
        if !bytecodes::subscript::_GUARD_SUBSCR_LIST_INT(container, key).0 { deopt!(op::BINARY_OP) }
        let container = &*slot1;
        let key = &*slot0;
        (*frame).instr_ptr = ip;
        let answer = bytecodes::subscript::_BINARY_OP_SUBSCR_LIST_INT(container, key);
        let close0 = core::mem::ManuallyDrop::into_inner(slot1);
        let close1 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(6)
    }
    // BINARY_OP_SUBSCR_LIST_SLICE
    op::BINARY_OP_SUBSCR_LIST_SLICE => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_SLICE(value).0 { deopt!(op::BINARY_OP) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot1;
        if !bytecodes::arithmetic::_GUARD_NOS_LIST(value).0 { deopt!(op::BINARY_OP) }
        let container = &*sp.sub(2);
        let key = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::subscript::_BINARY_OP_SUBSCR_LIST_SLICE(container, key) { Ok(v) => v, Err(_) => error!() };
        let close0 = core::mem::ManuallyDrop::into_inner(slot1);
        let close1 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(6)
    }
    // BINARY_OP_SUBSCR_STR_INT
    op::BINARY_OP_SUBSCR_STR_INT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_INT(value).0 { deopt!(op::BINARY_OP) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot1;
        if !bytecodes::arithmetic::_GUARD_NOS_UNICODE(value).0 { deopt!(op::BINARY_OP) }
        let container = &*slot1;
        let key = &*slot0;
        if !bytecodes::subscript::_GUARD_SUBSCR_STR_INT(container, key).0 { deopt!(op::BINARY_OP) }
        let container = &*slot1;
        let key = &*slot0;
        (*frame).instr_ptr = ip;
        let answer = bytecodes::subscript::_BINARY_OP_SUBSCR_STR_INT(container, key);
        let close0 = core::mem::ManuallyDrop::into_inner(slot1);
        let close1 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(6)
    }
    // BINARY_OP_SUBSCR_TUPLE_INT
    op::BINARY_OP_SUBSCR_TUPLE_INT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_INT(value).0 { deopt!(op::BINARY_OP) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot1;
        if !bytecodes::arithmetic::_GUARD_NOS_TUPLE(value).0 { deopt!(op::BINARY_OP) }
        let container = &*slot1;
        let key = &*slot0;
        if !bytecodes::subscript::_GUARD_SUBSCR_TUPLE_INT(container, key).0 { deopt!(op::BINARY_OP) }
        let container = &*slot1;
        let key = &*slot0;
        (*frame).instr_ptr = ip;
        let answer = bytecodes::subscript::_BINARY_OP_SUBSCR_TUPLE_INT(container, key);
        let close0 = core::mem::ManuallyDrop::into_inner(slot1);
        let close1 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(6)
    }
    // BINARY_OP_SUBTRACT_FLOAT
    op::BINARY_OP_SUBTRACT_FLOAT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_FLOAT(value).0 { deopt!(op::BINARY_OP) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot1;
        if !bytecodes::arithmetic::_GUARD_NOS_FLOAT(value).0 { deopt!(op::BINARY_OP) }
        let left = sp.sub(2).read();
        let right = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).instr_ptr = ip;
        let answer = match bytecodes::arithmetic::_BINARY_OP_SUBTRACT_FLOAT(left, right) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(6)
    }
    // BINARY_OP_SUBTRACT_INT
    op::BINARY_OP_SUBTRACT_INT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_INT(value).0 { deopt!(op::BINARY_OP) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot1;
        if !bytecodes::arithmetic::_GUARD_NOS_INT(value).0 { deopt!(op::BINARY_OP) }
        let left = sp.sub(2).read();
        let right = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::arithmetic::_BINARY_OP_SUBTRACT_INT(left, right) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(6)
    }
    // BINARY_SLICE
    op::BINARY_SLICE => {
        let container = &*sp.sub(3);
        let start = sp.sub(2).read();
        let stop = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::subscript::BINARY_SLICE(container, start, stop) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // BUILD_INTERPOLATION
    op::BUILD_INTERPOLATION => {
        let parts = sp.sub(2 + (oparg & 1));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::build::BUILD_INTERPOLATION(oparg, parts) { Ok(v) => v, Err(_) => error!() };
        sp = pop_many(frame, sp, 2 + (oparg & 1));
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // BUILD_LIST
    op::BUILD_LIST => {
        let values = sp.sub(oparg);
        sp = sp.sub(oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::build::BUILD_LIST(oparg, values) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // BUILD_MAP
    op::BUILD_MAP => {
        let values = sp.sub(oparg * 2);
        sp = sp.sub(oparg * 2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::build::BUILD_MAP(oparg, values) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // BUILD_SET
    op::BUILD_SET => {
        let values = sp.sub(oparg);
        sp = sp.sub(oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::build::BUILD_SET(oparg, values) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // BUILD_SLICE
    op::BUILD_SLICE => {
        let arguments = sp.sub(oparg);
        sp = sp.sub(oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::build::BUILD_SLICE(oparg, arguments) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // BUILD_STRING
    op::BUILD_STRING => {
        let pieces = sp.sub(oparg);
        sp = sp.sub(oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::build::BUILD_STRING(oparg, pieces) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // BUILD_TEMPLATE
    op::BUILD_TEMPLATE => {
        let strings = &*sp.sub(2);
        let interpolations = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::build::BUILD_TEMPLATE(strings, interpolations) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(2).read();
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(1)
    }
    // BUILD_TUPLE
    op::BUILD_TUPLE => {
        let values = sp.sub(oparg);
        sp = sp.sub(oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::build::BUILD_TUPLE(oparg, values) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // CACHE
    op::CACHE => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::stack::CACHE() { Unwind::Error => error!(), Unwind::Reraise => unwind!() }
    }
    // CALL
    op::CALL => {
        let call = sp.sub(2 + oparg);
        let counter = load_u16(ip.add(1));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Adapt::Again = bytecodes::calls::_SPECIALIZE_CALL(ts, ip, oparg, call, counter) { redispatch!() }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::calls::_MAYBE_EXPAND_METHOD(call);
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match match bytecodes::calls::_DO_CALL(ts, frame, oparg, call) { Ok(v) => v, Err(_) => error!() } {
            Called::Value(answer) => {
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(2 + oparg);
            enter!(callee, 4)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(2 + oparg);
            enter!(callee, offset)
            }
        }
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(4)
    }
    // CALL_ALLOC_AND_ENTER_INIT
    op::CALL_ALLOC_AND_ENTER_INIT => {
        let call = sp.sub(2 + oparg);
        let version = load_u32(ip.add(2));
        if !bytecodes::calls::_CHECK_INIT(ts, call, version).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match match bytecodes::calls::_ALLOC_AND_ENTER_INIT(ts, frame, oparg, call) { Ok(v) => v, Err(_) => error!() } {
            Called::Value(answer) => {
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(2 + oparg);
            enter!(callee, 4)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(2 + oparg);
            enter!(callee, offset)
            }
        }
        next!(4)
    }
    // CALL_BOUND_METHOD_EXACT_ARGS
    op::CALL_BOUND_METHOD_EXACT_ARGS => {
        let call = sp.sub(2 + oparg);
        let version = load_u32(ip.add(2));
        if !bytecodes::calls::_CHECK_METHOD_VERSION(ts, call, version).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::calls::_EXPAND_METHOD(call);
        let call = sp.sub(2 + oparg);
        if !bytecodes::calls::_CHECK_FUNCTION_EXACT_ARGS(ts, oparg, call).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::calls::_PY_FRAME_EXACT_ARGS(ts, frame, oparg, call) {
            Called::Value(answer) => {
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(2 + oparg);
            enter!(callee, 4)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(2 + oparg);
            enter!(callee, offset)
            }
        }
        next!(4)
    }
    // CALL_BOUND_METHOD_GENERAL
    op::CALL_BOUND_METHOD_GENERAL => {
        let call = sp.sub(2 + oparg);
        let version = load_u32(ip.add(2));
        if !bytecodes::calls::_CHECK_METHOD_VERSION(ts, call, version).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::calls::_EXPAND_METHOD(call);
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match match bytecodes::calls::_PY_FRAME_GENERAL(ts, frame, oparg, call) { Ok(v) => v, Err(_) => error!() } {
            Called::Value(answer) => {
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(2 + oparg);
            enter!(callee, 4)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(2 + oparg);
            enter!(callee, offset)
            }
        }
        next!(4)
    }
    // CALL_BUILTIN_CLASS
    op::CALL_BUILTIN_CLASS => {
        let call = sp.sub(2 + oparg);
        if !bytecodes::calls::_GUARD_BUILTIN_CLASS(call).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::_CALL_BUILTIN_CLASS(oparg, call) { Ok(v) => v, Err(_) => error!() };
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(4)
    }
    // CALL_BUILTIN_FAST
    op::CALL_BUILTIN_FAST => {
        let call = sp.sub(2 + oparg);
        if !bytecodes::calls::_GUARD_BUILTIN_FAST(oparg, call).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::_CALL_BUILTIN_FAST(oparg, call) { Ok(v) => v, Err(_) => error!() };
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(4)
    }
    // CALL_BUILTIN_FAST_WITH_KEYWORDS
    op::CALL_BUILTIN_FAST_WITH_KEYWORDS => {
        let call = sp.sub(2 + oparg);
        if !bytecodes::calls::_GUARD_BUILTIN_FAST_WITH_KEYWORDS(oparg, call).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::_CALL_BUILTIN_FAST_WITH_KEYWORDS(oparg, call) { Ok(v) => v, Err(_) => error!() };
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(4)
    }
    // CALL_BUILTIN_O
    op::CALL_BUILTIN_O => {
        let call = sp.sub(2 + oparg);
        if !bytecodes::calls::_GUARD_BUILTIN_O(oparg, call).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::_CALL_BUILTIN_O(oparg, call) { Ok(v) => v, Err(_) => error!() };
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(4)
    }
    // CALL_FUNCTION_EX
    op::CALL_FUNCTION_EX => {
        let call = sp.sub(2 + 2);
        let args = sp.sub(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::calls::_MAKE_CALLARGS_A_TUPLE(call, args) { Ok(v) => v, Err(_) => error!() };
        let call = sp.sub(2 + 2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match match bytecodes::calls::_DO_CALL_FUNCTION_EX(ts, frame, call) { Ok(v) => v, Err(_) => error!() } {
            Called::Value(answer) => {
        sp = pop_many(frame, sp, 2 + 2);
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp = pop_many(frame, sp, 2 + 2);
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(2 + 2);
            enter!(callee, 1)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(2 + 2);
            enter!(callee, offset)
            }
        }
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(1)
    }
    // CALL_INTRINSIC_1
    op::CALL_INTRINSIC_1 => {
        let value = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::CALL_INTRINSIC_1(oparg, value) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // CALL_INTRINSIC_2
    op::CALL_INTRINSIC_2 => {
        let first = &*sp.sub(2);
        let second = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::CALL_INTRINSIC_2(oparg, first, second) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(2).read();
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(1)
    }
    // CALL_ISINSTANCE
    op::CALL_ISINSTANCE => {
        let call = sp.sub(2 + oparg);
        if !bytecodes::calls::_GUARD_CALLABLE_ISINSTANCE(ts, oparg, call).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::_CALL_ISINSTANCE(oparg, call) { Ok(v) => v, Err(_) => error!() };
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(4)
    }
    // CALL_KW
    op::CALL_KW => {
        let call = sp.sub(1 + (2 + oparg));
        let counter = load_u16(ip.add(1));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Adapt::Again = bytecodes::calls::_SPECIALIZE_CALL_KW(ts, ip, oparg, call, counter) { redispatch!() }
        let call = sp.sub(1 + (2 + oparg));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::calls::_MAYBE_EXPAND_METHOD_KW(call);
        let call = sp.sub(1 + (2 + oparg));
        let names = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match match bytecodes::calls::_DO_CALL_KW(ts, frame, oparg, call, names) { Ok(v) => v, Err(_) => error!() } {
            Called::Value(answer) => {
        sp = pop_many(frame, sp, 1 + (2 + oparg));
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp = pop_many(frame, sp, 1 + (2 + oparg));
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(1 + (2 + oparg));
            enter!(callee, 4)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(1 + (2 + oparg));
            enter!(callee, offset)
            }
        }
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(4)
    }
    // CALL_KW_BOUND_METHOD
    op::CALL_KW_BOUND_METHOD => {
        let call = sp.sub(1 + (2 + oparg));
        let version = load_u32(ip.add(2));
        if !bytecodes::calls::_CHECK_METHOD_VERSION_KW(ts, call, version).0 { deopt!(op::CALL_KW) }
        let call = sp.sub(1 + (2 + oparg));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::calls::_MAYBE_EXPAND_METHOD_KW(call);
        let call = sp.sub(1 + (2 + oparg));
        let names = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match match bytecodes::calls::_DO_CALL_KW(ts, frame, oparg, call, names) { Ok(v) => v, Err(_) => error!() } {
            Called::Value(answer) => {
        sp = pop_many(frame, sp, 1 + (2 + oparg));
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp = pop_many(frame, sp, 1 + (2 + oparg));
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(1 + (2 + oparg));
            enter!(callee, 4)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(1 + (2 + oparg));
            enter!(callee, offset)
            }
        }
        next!(4)
    }
    // CALL_KW_NON_PY
    op::CALL_KW_NON_PY => {
        let call = sp.sub(1 + (2 + oparg));
        if !bytecodes::calls::_CHECK_IS_NOT_PY_CALLABLE_KW(call).0 { deopt!(op::CALL_KW) }
        let call = sp.sub(1 + (2 + oparg));
        let names = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::_CALL_KW_NON_PY(oparg, call, names) { Ok(v) => v, Err(_) => error!() };
        sp = pop_many(frame, sp, 1 + (2 + oparg));
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(4)
    }
    // CALL_KW_PY
    op::CALL_KW_PY => {
        let call = sp.sub(1 + (2 + oparg));
        let version = load_u32(ip.add(2));
        if !bytecodes::calls::_CHECK_FUNCTION_VERSION_KW(ts, call, version).0 { deopt!(op::CALL_KW) }
        let call = sp.sub(1 + (2 + oparg));
        let names = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match match bytecodes::calls::_DO_CALL_KW(ts, frame, oparg, call, names) { Ok(v) => v, Err(_) => error!() } {
            Called::Value(answer) => {
        sp = pop_many(frame, sp, 1 + (2 + oparg));
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp = pop_many(frame, sp, 1 + (2 + oparg));
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(1 + (2 + oparg));
            enter!(callee, 4)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(1 + (2 + oparg));
            enter!(callee, offset)
            }
        }
        next!(4)
    }
    // CALL_LEN
    op::CALL_LEN => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(3).read());
        let callable = &*slot0;
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let null = &*slot1;
        if !bytecodes::calls::_GUARD_CALLABLE_LEN(ts, callable, null).0 { deopt!(op::CALL) }
        let arg = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::_CALL_LEN(arg) { Ok(v) => v, Err(_) => error!() };
        let close0 = core::mem::ManuallyDrop::into_inner(slot0);
        let close1 = core::mem::ManuallyDrop::into_inner(slot1);
        let close2 = sp.sub(1).read();
        sp = sp.sub(3);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        close2.close();
        next!(4)
    }
    // CALL_LIST_APPEND
    op::CALL_LIST_APPEND => {
        let callable = &*sp.sub(3);
        let self_ = &*sp.sub(2);
        if !bytecodes::calls::_GUARD_LIST_APPEND(ts, callable, self_).0 { deopt!(op::CALL) }
        let self_ = &*sp.sub(2);
        let arg = sp.sub(1).read();
        sp = sp.sub(1);
        let next = ip.add(4);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::_CALL_LIST_APPEND(next, self_, arg) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(2).read();
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        jump!(answer, 4)
    }
    // CALL_METHOD_DESCRIPTOR_FAST
    op::CALL_METHOD_DESCRIPTOR_FAST => {
        let call = sp.sub(2 + oparg);
        if !bytecodes::calls::_GUARD_METHOD_DESCRIPTOR_FAST(oparg, call).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::_CALL_METHOD_DESCRIPTOR_FAST(oparg, call) { Ok(v) => v, Err(_) => error!() };
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(4)
    }
    // CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS
    op::CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS => {
        let call = sp.sub(2 + oparg);
        if !bytecodes::calls::_GUARD_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS(oparg, call).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::_CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS(oparg, call) { Ok(v) => v, Err(_) => error!() };
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(4)
    }
    // CALL_METHOD_DESCRIPTOR_NOARGS
    op::CALL_METHOD_DESCRIPTOR_NOARGS => {
        let call = sp.sub(2 + oparg);
        if !bytecodes::calls::_GUARD_METHOD_DESCRIPTOR_NOARGS(oparg, call).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::_CALL_METHOD_DESCRIPTOR_NOARGS(oparg, call) { Ok(v) => v, Err(_) => error!() };
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(4)
    }
    // CALL_METHOD_DESCRIPTOR_O
    op::CALL_METHOD_DESCRIPTOR_O => {
        let call = sp.sub(2 + oparg);
        if !bytecodes::calls::_GUARD_METHOD_DESCRIPTOR_O(oparg, call).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::_CALL_METHOD_DESCRIPTOR_O(oparg, call) { Ok(v) => v, Err(_) => error!() };
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(4)
    }
    // CALL_NON_PY_GENERAL
    op::CALL_NON_PY_GENERAL => {
        let call = sp.sub(2 + oparg);
        if !bytecodes::calls::_CHECK_IS_NOT_PY_CALLABLE(call).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::_CALL_NON_PY(oparg, call) { Ok(v) => v, Err(_) => error!() };
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(4)
    }
    // CALL_PY_EXACT_ARGS
    op::CALL_PY_EXACT_ARGS => {
        let call = sp.sub(2 + oparg);
        let version = load_u32(ip.add(2));
        if !bytecodes::calls::_CHECK_FUNCTION_VERSION(ts, call, version).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        if !bytecodes::calls::_CHECK_FUNCTION_EXACT_ARGS(ts, oparg, call).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::calls::_PY_FRAME_EXACT_ARGS(ts, frame, oparg, call) {
            Called::Value(answer) => {
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(2 + oparg);
            enter!(callee, 4)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(2 + oparg);
            enter!(callee, offset)
            }
        }
        next!(4)
    }
    // CALL_PY_GENERAL
    op::CALL_PY_GENERAL => {
        let call = sp.sub(2 + oparg);
        let version = load_u32(ip.add(2));
        if !bytecodes::calls::_CHECK_FUNCTION_VERSION(ts, call, version).0 { deopt!(op::CALL) }
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match match bytecodes::calls::_PY_FRAME_GENERAL(ts, frame, oparg, call) { Ok(v) => v, Err(_) => error!() } {
            Called::Value(answer) => {
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(2 + oparg);
            enter!(callee, 4)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(2 + oparg);
            enter!(callee, offset)
            }
        }
        next!(4)
    }
    // CALL_STR_1
    op::CALL_STR_1 => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(3).read());
        let callable = &*slot0;
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let null = &*slot1;
        if !bytecodes::calls::_GUARD_CALLABLE_STR_1(callable, null).0 { deopt!(op::CALL) }
        let arg = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::_CALL_STR_1(arg) { Ok(v) => v, Err(_) => error!() };
        let close0 = core::mem::ManuallyDrop::into_inner(slot0);
        let close1 = core::mem::ManuallyDrop::into_inner(slot1);
        let close2 = sp.sub(1).read();
        sp = sp.sub(3);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        close2.close();
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(4)
    }
    // CALL_TUPLE_1
    op::CALL_TUPLE_1 => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(3).read());
        let callable = &*slot0;
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let null = &*slot1;
        if !bytecodes::calls::_GUARD_CALLABLE_TUPLE_1(callable, null).0 { deopt!(op::CALL) }
        let arg = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::_CALL_TUPLE_1(arg) { Ok(v) => v, Err(_) => error!() };
        let close0 = core::mem::ManuallyDrop::into_inner(slot0);
        let close1 = core::mem::ManuallyDrop::into_inner(slot1);
        let close2 = sp.sub(1).read();
        sp = sp.sub(3);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        close2.close();
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(4)
    }
    // CALL_TYPE_1
    op::CALL_TYPE_1 => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(3).read());
        let callable = &*slot0;
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let null = &*slot1;
        if !bytecodes::calls::_GUARD_CALLABLE_TYPE_1(callable, null).0 { deopt!(op::CALL) }
        let slot2 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let arg = &*slot2;
        (*frame).instr_ptr = ip;
        let answer = bytecodes::calls::_CALL_TYPE_1(arg);
        let close0 = core::mem::ManuallyDrop::into_inner(slot0);
        let close1 = core::mem::ManuallyDrop::into_inner(slot1);
        let close2 = core::mem::ManuallyDrop::into_inner(slot2);
        sp = sp.sub(3);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        close2.close();
        next!(4)
    }
    // CHECK_EG_MATCH
    op::CHECK_EG_MATCH => {
        let exception = &*sp.sub(2);
        let kind = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::exceptions::CHECK_EG_MATCH(ts, frame, exception, kind) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(2).read();
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        sp.add(0).write(answer.0.into_slot()); sp.add(1).write(answer.1.into_slot()); sp = sp.add(2);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(1)
    }
    // CHECK_EXC_MATCH
    op::CHECK_EXC_MATCH => {
        let exception = &*sp.sub(2);
        let kind = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::exceptions::CHECK_EXC_MATCH(exception, kind) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // CLEANUP_THROW
    op::CLEANUP_THROW => {
        let exception = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::exceptions::CLEANUP_THROW(exception) { Ok(v) => v, Err(_) => unwind!() };
        let close0 = sp.sub(3).read();
        let close1 = sp.sub(2).read();
        let close2 = sp.sub(1).read();
        sp = sp.sub(3);
        sp.add(0).write(answer.0.into_slot()); sp.add(1).write(answer.1.into_slot()); sp = sp.add(2);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        close2.close();
        next!(1)
    }
    // COMPARE_OP
    op::COMPARE_OP => {
        let left = &*sp.sub(2);
        let right = &*sp.sub(1);
        let counter = load_u16(ip.add(1));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Adapt::Again = bytecodes::arithmetic::_SPECIALIZE_COMPARE_OP(ip, oparg, left, right, counter) { redispatch!() }
        let left = &*sp.sub(2);
        let right = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::arithmetic::_COMPARE_OP(oparg, left, right) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(2).read();
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(2)
    }
    // COMPARE_OP_FLOAT
    op::COMPARE_OP_FLOAT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_FLOAT(value).0 { deopt!(op::COMPARE_OP) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot1;
        if !bytecodes::arithmetic::_GUARD_NOS_FLOAT(value).0 { deopt!(op::COMPARE_OP) }
        let left = sp.sub(2).read();
        let right = sp.sub(1).read();
        sp = sp.sub(2);
        let answer = bytecodes::arithmetic::_COMPARE_OP_FLOAT(oparg, left, right);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(2)
    }
    // COMPARE_OP_INT
    op::COMPARE_OP_INT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_INT(value).0 { deopt!(op::COMPARE_OP) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot1;
        if !bytecodes::arithmetic::_GUARD_NOS_INT(value).0 { deopt!(op::COMPARE_OP) }
        let left = sp.sub(2).read();
        let right = sp.sub(1).read();
        sp = sp.sub(2);
        let answer = bytecodes::arithmetic::_COMPARE_OP_INT(oparg, left, right);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(2)
    }
    // COMPARE_OP_STR
    op::COMPARE_OP_STR => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_UNICODE(value).0 { deopt!(op::COMPARE_OP) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot1;
        if !bytecodes::arithmetic::_GUARD_NOS_UNICODE(value).0 { deopt!(op::COMPARE_OP) }
        let left = &*sp.sub(2);
        let right = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = bytecodes::arithmetic::_COMPARE_OP_STR(oparg, left, right);
        let close0 = core::mem::ManuallyDrop::into_inner(slot1);
        let close1 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(2)
    }
    // CONTAINS_OP
    op::CONTAINS_OP => {
        let right = &*sp.sub(1);
        let counter = load_u16(ip.add(1));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Adapt::Again = bytecodes::arithmetic::_SPECIALIZE_CONTAINS_OP(ip, right, counter) { redispatch!() }
        let left = &*sp.sub(2);
        let right = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::arithmetic::_CONTAINS_OP(oparg, left, right) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(2).read();
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(2)
    }
    // CONTAINS_OP_DICT
    op::CONTAINS_OP_DICT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_DICT(value).0 { deopt!(op::CONTAINS_OP) }
        let left = &*sp.sub(2);
        let right = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::arithmetic::_CONTAINS_OP_DICT(oparg, left, right) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(2).read();
        let close1 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(2)
    }
    // CONTAINS_OP_SET
    op::CONTAINS_OP_SET => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_ANY_SET(value).0 { deopt!(op::CONTAINS_OP) }
        let left = &*sp.sub(2);
        let right = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::arithmetic::_CONTAINS_OP_SET(oparg, left, right) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(2).read();
        let close1 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(2)
    }
    // CONVERT_VALUE
    op::CONVERT_VALUE => {
        let value = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::build::CONVERT_VALUE(oparg, value) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // COPY
    op::COPY => {
        let bottom = &*sp.sub(1 + (oparg - 1));
        let answer = bytecodes::stack::COPY(bottom);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // COPY_FREE_VARS
    op::COPY_FREE_VARS => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::variables::COPY_FREE_VARS(frame, oparg);
        next!(1)
    }
    // DELETE_ATTR
    op::DELETE_ATTR => {
        let owner = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::attributes::DELETE_ATTR(frame, oparg, owner) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // DELETE_DEREF
    op::DELETE_DEREF => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::variables::DELETE_DEREF(frame, oparg) { Ok(v) => v, Err(_) => error!() };
        next!(1)
    }
    // DELETE_FAST
    op::DELETE_FAST => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::variables::DELETE_FAST(frame, oparg) { Ok(v) => v, Err(_) => error!() };
        next!(1)
    }
    // DELETE_GLOBAL
    op::DELETE_GLOBAL => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::variables::DELETE_GLOBAL(frame, oparg) { Ok(v) => v, Err(_) => error!() };
        next!(1)
    }
    // DELETE_NAME
    op::DELETE_NAME => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::variables::DELETE_NAME(frame, oparg) { Ok(v) => v, Err(_) => error!() };
        next!(1)
    }
    // DELETE_SUBSCR
    op::DELETE_SUBSCR => {
        let container = &*sp.sub(2);
        let key = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::subscript::DELETE_SUBSCR(container, key) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(2).read();
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(1)
    }
    // DICT_MERGE
    op::DICT_MERGE => {
        let callable = &*sp.sub(5 + (oparg - 1));
        let dict = &*sp.sub(2 + (oparg - 1));
        let update = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::build::DICT_MERGE(callable, dict, update) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // DICT_UPDATE
    op::DICT_UPDATE => {
        let dict = &*sp.sub(2 + (oparg - 1));
        let update = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::build::DICT_UPDATE(dict, update) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // END_ASYNC_FOR
    op::END_ASYNC_FOR => {
        let exception = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::exceptions::END_ASYNC_FOR(exception) { Ok(v) => v, Err(_) => unwind!() };
        let close0 = sp.sub(2).read();
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(1)
    }
    // END_FOR
    op::END_FOR => {
        (*frame).instr_ptr = ip;
        bytecodes::stack::END_FOR();
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // END_SEND
    op::END_SEND => {
        let value = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        let answer = bytecodes::stack::END_SEND(value);
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // EXIT_INIT_CHECK
    op::EXIT_INIT_CHECK => {
        let value = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::exceptions::EXIT_INIT_CHECK(value) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // EXTENDED_ARG
    op::EXTENDED_ARG => {
        let answer = bytecodes::stack::EXTENDED_ARG(ip, oparg);
        again!(answer)
    }
    // FORMAT_SIMPLE
    op::FORMAT_SIMPLE => {
        let value = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::build::FORMAT_SIMPLE(value) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // FORMAT_WITH_SPEC
    op::FORMAT_WITH_SPEC => {
        let value = &*sp.sub(2);
        let spec = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::build::FORMAT_WITH_SPEC(value, spec) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(2).read();
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(1)
    }
    // FOR_ITER
    op::FOR_ITER => {
        let iterator = &*sp.sub(1);
        let counter = load_u16(ip.add(1));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Adapt::Again = bytecodes::iteration::_SPECIALIZE_FOR_ITER(ip, oparg, iterator, counter) { redispatch!() }
        let iterator = &*sp.sub(1);
        let next = ip.add(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::iteration::_FOR_ITER(ts, frame, ip, next, oparg, iterator) { Ok(v) => v, Err(_) => error!() };
        jump!(answer, 2)
    }
    // FOR_ITER_GEN
    op::FOR_ITER_GEN => {
        let iterator = &*sp.sub(1);
        if !bytecodes::iteration::_CHECK_FOR_ITER_GEN(ts, iterator).0 { deopt!(op::FOR_ITER) }
        let iterator = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::iteration::_FOR_ITER_GEN_FRAME(ts, frame, oparg, iterator) {
            Called::Value(answer) => {
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(0);
            enter!(callee, 2)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(0);
            enter!(callee, offset)
            }
        }
        next!(2)
    }
    // FOR_ITER_LIST
    op::FOR_ITER_LIST => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let iterator = &*slot0;
        if !bytecodes::iteration::_ITER_CHECK_LIST(iterator).0 { deopt!(op::FOR_ITER) }
        let iterator = &*sp.sub(1);
        let next = ip.add(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = bytecodes::iteration::_ITER_NEXT_LIST(next, oparg, iterator);
        jump!(answer, 2)
    }
    // FOR_ITER_RANGE
    op::FOR_ITER_RANGE => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let iterator = &*slot0;
        if !bytecodes::iteration::_ITER_CHECK_RANGE(iterator).0 { deopt!(op::FOR_ITER) }
        let iterator = &*sp.sub(1);
        let next = ip.add(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::iteration::_ITER_NEXT_RANGE(next, oparg, iterator) { Ok(v) => v, Err(_) => error!() };
        jump!(answer, 2)
    }
    // FOR_ITER_TUPLE
    op::FOR_ITER_TUPLE => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let iterator = &*slot0;
        if !bytecodes::iteration::_ITER_CHECK_TUPLE(iterator).0 { deopt!(op::FOR_ITER) }
        let iterator = &*sp.sub(1);
        let next = ip.add(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = bytecodes::iteration::_ITER_NEXT_TUPLE(next, oparg, iterator);
        jump!(answer, 2)
    }
    // GET_AITER
    op::GET_AITER => {
        let iterable = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::generators::GET_AITER(iterable) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // GET_ANEXT
    op::GET_ANEXT => {
        let iterator = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::generators::GET_ANEXT(iterator) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // GET_AWAITABLE
    op::GET_AWAITABLE => {
        let iterable = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::generators::GET_AWAITABLE(oparg, iterable) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // GET_ITER
    op::GET_ITER => {
        let iterable = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::iteration::GET_ITER(iterable) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // GET_LEN
    op::GET_LEN => {
        let subject = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::matching::GET_LEN(subject) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // GET_YIELD_FROM_ITER
    op::GET_YIELD_FROM_ITER => {
        let iterable = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::generators::GET_YIELD_FROM_ITER(frame, iterable) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // IMPORT_FROM
    op::IMPORT_FROM => {
        let module = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::imports::IMPORT_FROM(frame, oparg, module) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // IMPORT_NAME
    op::IMPORT_NAME => {
        let level = &*sp.sub(2);
        let fromlist = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::imports::IMPORT_NAME(frame, oparg, level, fromlist) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(2).read();
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(1)
    }
    // INSTRUMENTED_CALL
    op::INSTRUMENTED_CALL => {
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::calls::_MAYBE_EXPAND_METHOD(call);
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::instrumented::_MONITOR_CALL(ts, frame, ip, oparg, call) { Ok(v) => v, Err(_) => error!() };
        let call = sp.sub(2 + oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match match bytecodes::instrumented::_DO_CALL_MONITORED(ts, frame, oparg, call) { Ok(v) => v, Err(_) => error!() } {
            Called::Value(answer) => {
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp = pop_many(frame, sp, 2 + oparg);
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(2 + oparg);
            enter!(callee, 4)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(2 + oparg);
            enter!(callee, offset)
            }
        }
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(4)
    }
    // INSTRUMENTED_CALL_FUNCTION_EX
    op::INSTRUMENTED_CALL_FUNCTION_EX => {
        let call = sp.sub(2 + 2);
        let args = sp.sub(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::calls::_MAKE_CALLARGS_A_TUPLE(call, args) { Ok(v) => v, Err(_) => error!() };
        let call = sp.sub(2 + 2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::instrumented::_MONITOR_CALL_EX(ts, frame, ip, call) { Ok(v) => v, Err(_) => error!() };
        let call = sp.sub(2 + 2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match match bytecodes::instrumented::_DO_CALL_EX_MONITORED(ts, frame, call) { Ok(v) => v, Err(_) => error!() } {
            Called::Value(answer) => {
        sp = pop_many(frame, sp, 2 + 2);
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp = pop_many(frame, sp, 2 + 2);
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(2 + 2);
            enter!(callee, 1)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(2 + 2);
            enter!(callee, offset)
            }
        }
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(1)
    }
    // INSTRUMENTED_CALL_KW
    op::INSTRUMENTED_CALL_KW => {
        let call = sp.sub(1 + (2 + oparg));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::calls::_MAYBE_EXPAND_METHOD_KW(call);
        let call = sp.sub(1 + (2 + oparg));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::instrumented::_MONITOR_CALL_KW(ts, frame, ip, oparg, call) { Ok(v) => v, Err(_) => error!() };
        let call = sp.sub(1 + (2 + oparg));
        let names = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match match bytecodes::instrumented::_DO_CALL_KW_MONITORED(ts, frame, oparg, call, names) { Ok(v) => v, Err(_) => error!() } {
            Called::Value(answer) => {
        sp = pop_many(frame, sp, 1 + (2 + oparg));
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp = pop_many(frame, sp, 1 + (2 + oparg));
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(1 + (2 + oparg));
            enter!(callee, 4)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(1 + (2 + oparg));
            enter!(callee, offset)
            }
        }
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        next!(4)
    }
    // INSTRUMENTED_END_ASYNC_FOR
    op::INSTRUMENTED_END_ASYNC_FOR => {
        let next = ip.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::instrumented::_MONITOR_END_ASYNC_FOR(ts, frame, ip, next, oparg) { Ok(v) => v, Err(_) => error!() };
        let exception = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::exceptions::END_ASYNC_FOR(exception) { Ok(v) => v, Err(_) => unwind!() };
        let close0 = sp.sub(2).read();
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(1)
    }
    // INSTRUMENTED_END_FOR
    op::INSTRUMENTED_END_FOR => {
        let receiver = &*sp.sub(2);
        let value = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::instrumented::INSTRUMENTED_END_FOR(ts, frame, ip, receiver, value) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // INSTRUMENTED_END_SEND
    op::INSTRUMENTED_END_SEND => {
        let receiver = &*sp.sub(2);
        let value = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::instrumented::_MONITOR_END_SEND(ts, frame, ip, receiver, value) { Ok(v) => v, Err(_) => error!() };
        let value = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        let answer = bytecodes::stack::END_SEND(value);
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // INSTRUMENTED_FOR_ITER
    op::INSTRUMENTED_FOR_ITER => {
        let iterator = &*sp.sub(1);
        let next = ip.add(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::instrumented::INSTRUMENTED_FOR_ITER(ts, frame, ip, next, oparg, iterator) { Ok(v) => v, Err(_) => error!() };
        jump!(answer, 2)
    }
    // INSTRUMENTED_INSTRUCTION
    op::INSTRUMENTED_INSTRUCTION => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::instrumented::INSTRUMENTED_INSTRUCTION(ts, frame, ip, oparg) { Ok(v) => v, Err(_) => error!() };
        sp = (*frame).stackpointer.cast();
        again!(answer)
    }
    // INSTRUMENTED_JUMP_BACKWARD
    op::INSTRUMENTED_JUMP_BACKWARD => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        let next = ip.add(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Traced::Moved = match bytecodes::instrumented::_MONITOR_JUMP_BACKWARD(ts, frame, ip, next, oparg) { Ok(v) => v, Err(_) => error!() } { moved!() }
        let next = ip.add(2);
        let answer = bytecodes::control::JUMP_BACKWARD_NO_INTERRUPT(next, oparg);
        jump!(answer, 2)
    }
    // INSTRUMENTED_JUMP_FORWARD
    op::INSTRUMENTED_JUMP_FORWARD => {
        let next = ip.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Traced::Moved = match bytecodes::instrumented::_MONITOR_JUMP_FORWARD(ts, frame, ip, next, oparg) { Ok(v) => v, Err(_) => error!() } { moved!() }
        let next = ip.add(1);
        let answer = bytecodes::control::JUMP_FORWARD(next, oparg);
        jump!(answer, 1)
    }
    // INSTRUMENTED_LINE
    op::INSTRUMENTED_LINE => {
        let prev = (*frame).instr_ptr;
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::instrumented::INSTRUMENTED_LINE(ts, frame, ip, prev, oparg) { Ok(v) => v, Err(_) => error!() };
        sp = (*frame).stackpointer.cast();
        again!(answer)
    }
    // INSTRUMENTED_LOAD_SUPER_ATTR
    op::INSTRUMENTED_LOAD_SUPER_ATTR => {
        let global_super = &*sp.sub(3);
        let class = &*sp.sub(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::instrumented::_MONITOR_SUPER(ts, frame, ip, oparg, global_super, class) { Ok(v) => v, Err(_) => error!() };
        let global_super = sp.sub(3).read();
        let class = sp.sub(2).read();
        let self_ = sp.sub(1).read();
        sp = sp.sub(3);
        let attr = sp.add(0);
        let null = sp.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::attributes::_LOAD_SUPER_ATTR(frame, oparg, global_super, class, self_, attr, null) { Ok(v) => v, Err(_) => error!() };
        sp = sp.add(1 + (oparg & 1));
        next!(2)
    }
    // INSTRUMENTED_NOT_TAKEN
    op::INSTRUMENTED_NOT_TAKEN => {
        let next = ip.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::instrumented::INSTRUMENTED_NOT_TAKEN(ts, frame, ip, next) { Ok(v) => v, Err(_) => error!() };
        next!(1)
    }
    // INSTRUMENTED_POP_ITER
    op::INSTRUMENTED_POP_ITER => {
        let next = ip.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::instrumented::INSTRUMENTED_POP_ITER(ts, frame, ip, next) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // INSTRUMENTED_POP_JUMP_IF_FALSE
    op::INSTRUMENTED_POP_JUMP_IF_FALSE => {
        let condition = &*sp.sub(1);
        let next = ip.add(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::instrumented::INSTRUMENTED_POP_JUMP_IF_FALSE(ts, frame, ip, next, oparg, condition) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        jump!(answer, 2)
    }
    // INSTRUMENTED_POP_JUMP_IF_NONE
    op::INSTRUMENTED_POP_JUMP_IF_NONE => {
        let value = &*sp.sub(1);
        let next = ip.add(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::instrumented::INSTRUMENTED_POP_JUMP_IF_NONE(ts, frame, ip, next, oparg, value) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        jump!(answer, 2)
    }
    // INSTRUMENTED_POP_JUMP_IF_NOT_NONE
    op::INSTRUMENTED_POP_JUMP_IF_NOT_NONE => {
        let value = &*sp.sub(1);
        let next = ip.add(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::instrumented::INSTRUMENTED_POP_JUMP_IF_NOT_NONE(ts, frame, ip, next, oparg, value) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        jump!(answer, 2)
    }
    // INSTRUMENTED_POP_JUMP_IF_TRUE
    op::INSTRUMENTED_POP_JUMP_IF_TRUE => {
        let condition = &*sp.sub(1);
        let next = ip.add(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::instrumented::INSTRUMENTED_POP_JUMP_IF_TRUE(ts, frame, ip, next, oparg, condition) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        jump!(answer, 2)
    }
    // INSTRUMENTED_RESUME
    op::INSTRUMENTED_RESUME => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Adapt::Again = match bytecodes::control::_MAYBE_INSTRUMENT(ts, frame, ip) { Ok(v) => v, Err(_) => error!() } { redispatch!() }
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC_IF_NOT_YIELD_FROM(ts, oparg) { Ok(v) => v, Err(_) => error!() };
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Traced::Moved = match bytecodes::instrumented::_MONITOR_RESUME(ts, frame, ip, oparg) { Ok(v) => v, Err(_) => error!() } { moved!() }
        next!(1)
    }
    // INSTRUMENTED_RETURN_VALUE
    op::INSTRUMENTED_RETURN_VALUE => {
        let value = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::instrumented::_MONITOR_RETURN(ts, frame, ip, value) { Ok(v) => v, Err(_) => error!() };
        let value = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        switch!(bytecodes::control::RETURN_VALUE(ts, frame, value))
    }
    // INSTRUMENTED_YIELD_VALUE
    op::INSTRUMENTED_YIELD_VALUE => {
        let value = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Traced::Moved = match bytecodes::instrumented::_MONITOR_YIELD(ts, frame, ip, value) { Ok(v) => v, Err(_) => error!() } { moved!() }
        let value = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        switch!(bytecodes::generators::YIELD_VALUE(ts, frame, oparg, value))
    }
    // INTERPRETER_EXIT
    op::INTERPRETER_EXIT => {
        let value = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        return bytecodes::control::INTERPRETER_EXIT(ts, frame, value).0;
    }
    // IS_OP
    op::IS_OP => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let left = &*slot0;
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let right = &*slot1;
        (*frame).instr_ptr = ip;
        let answer = bytecodes::arithmetic::IS_OP(oparg, left, right);
        let close0 = core::mem::ManuallyDrop::into_inner(slot0);
        let close1 = core::mem::ManuallyDrop::into_inner(slot1);
        sp = sp.sub(2);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(1)
    }
    // JUMP_BACKWARD
    op::JUMP_BACKWARD => {
        if let Adapt::Again = bytecodes::control::_SPECIALIZE_JUMP_BACKWARD(ip) { redispatch!() }
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        let next = ip.add(2);
        let answer = bytecodes::control::_JUMP_BACKWARD(next, oparg);
        jump!(answer, 2)
    }
    // JUMP_BACKWARD_JIT
    op::JUMP_BACKWARD_JIT => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        let next = ip.add(2);
        let answer = bytecodes::control::_JUMP_BACKWARD(next, oparg);
        jump!(answer, 2)
    }
    // JUMP_BACKWARD_NO_INTERRUPT
    op::JUMP_BACKWARD_NO_INTERRUPT => {
        let next = ip.add(1);
        let answer = bytecodes::control::JUMP_BACKWARD_NO_INTERRUPT(next, oparg);
        jump!(answer, 1)
    }
    // JUMP_BACKWARD_NO_JIT
    op::JUMP_BACKWARD_NO_JIT => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC(ts) { Ok(v) => v, Err(_) => error!() };
        let next = ip.add(2);
        let answer = bytecodes::control::_JUMP_BACKWARD(next, oparg);
        jump!(answer, 2)
    }
    // JUMP_FORWARD
    op::JUMP_FORWARD => {
        let next = ip.add(1);
        let answer = bytecodes::control::JUMP_FORWARD(next, oparg);
        jump!(answer, 1)
    }
    // LIST_APPEND
    op::LIST_APPEND => {
        let list = &*sp.sub(2 + (oparg - 1));
        let value = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::build::LIST_APPEND(list, value) { Ok(v) => v, Err(_) => error!() };
        next!(1)
    }
    // LIST_EXTEND
    op::LIST_EXTEND => {
        let list = &*sp.sub(2 + (oparg - 1));
        let iterable = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::build::LIST_EXTEND(list, iterable) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // LOAD_ATTR
    op::LOAD_ATTR => {
        let owner = &*sp.sub(1);
        let counter = load_u16(ip.add(1));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Adapt::Again = bytecodes::attributes::_SPECIALIZE_LOAD_ATTR(frame, ip, oparg, owner, counter) { redispatch!() }
        let owner = sp.sub(1).read();
        sp = sp.sub(1);
        let attr = sp.add(0);
        let self_or_null = sp.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::attributes::_LOAD_ATTR(frame, oparg, owner, attr, self_or_null) { Ok(v) => v, Err(_) => error!() };
        sp = sp.add(1 + (oparg & 1));
        next!(10)
    }
    // LOAD_ATTR_CLASS
    op::LOAD_ATTR_CLASS => {
        let owner = &*sp.sub(1);
        let version = load_u32(ip.add(2));
        if !bytecodes::attributes::_CHECK_ATTR_CLASS(owner, version).0 { deopt!(op::LOAD_ATTR) }
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let owner = &*slot0;
        let descr = load_u64(ip.add(6));
        (*frame).instr_ptr = ip;
        let answer = bytecodes::attributes::_LOAD_ATTR_CLASS(owner, descr);
        let close0 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        let null = sp.add(0);
        bytecodes::variables::_PUSH_NULL_CONDITIONAL(oparg, null);
        sp = sp.add(oparg & 1);
        next!(10)
    }
    // LOAD_ATTR_CLASS_WITH_METACLASS_CHECK
    op::LOAD_ATTR_CLASS_WITH_METACLASS_CHECK => {
        let owner = &*sp.sub(1);
        let version = load_u32(ip.add(2));
        if !bytecodes::attributes::_CHECK_ATTR_CLASS(owner, version).0 { deopt!(op::LOAD_ATTR) }
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let owner = &*slot0;
        let metaclass_version = load_u32(ip.add(4));
        if !bytecodes::attributes::_GUARD_METACLASS_VERSION(owner, metaclass_version).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*slot0;
        let descr = load_u64(ip.add(6));
        (*frame).instr_ptr = ip;
        let answer = bytecodes::attributes::_LOAD_ATTR_CLASS(owner, descr);
        let close0 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        let null = sp.add(0);
        bytecodes::variables::_PUSH_NULL_CONDITIONAL(oparg, null);
        sp = sp.add(oparg & 1);
        next!(10)
    }
    // LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN
    op::LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        let version = load_u32(ip.add(2));
        if !bytecodes::arithmetic::_GUARD_TYPE_VERSION(value, version).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*sp.sub(1);
        let function_version = load_u32(ip.add(4));
        let getter = load_u64(ip.add(6));
        if !bytecodes::attributes::_CHECK_GETATTRIBUTE(ts, owner, function_version, getter).0 { deopt!(op::LOAD_ATTR) }
        let owner = sp.sub(1).read();
        sp = sp.sub(1);
        let getter = load_u64(ip.add(6));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match match bytecodes::attributes::_LOAD_ATTR_GETATTRIBUTE(ts, frame, oparg, owner, getter) { Ok(v) => v, Err(_) => error!() } {
            Called::Value(answer) => {
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(0);
            enter!(callee, 10)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(0);
            enter!(callee, offset)
            }
        }
        next!(10)
    }
    // LOAD_ATTR_INSTANCE_VALUE
    op::LOAD_ATTR_INSTANCE_VALUE => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        let version = load_u32(ip.add(2));
        if !bytecodes::arithmetic::_GUARD_TYPE_VERSION(value, version).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*sp.sub(1);
        if !bytecodes::attributes::_CHECK_MANAGED_OBJECT_HAS_VALUES(owner).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*sp.sub(1);
        let offset = load_u16(ip.add(4));
        if !bytecodes::attributes::_CHECK_INSTANCE_VALUE(owner, offset).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*sp.sub(1);
        let offset = load_u16(ip.add(4));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = bytecodes::attributes::_LOAD_ATTR_INSTANCE_VALUE(owner, offset);
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        let null = sp.add(0);
        bytecodes::variables::_PUSH_NULL_CONDITIONAL(oparg, null);
        sp = sp.add(oparg & 1);
        next!(10)
    }
    // LOAD_ATTR_METHOD_LAZY_DICT
    op::LOAD_ATTR_METHOD_LAZY_DICT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        let version = load_u32(ip.add(2));
        if !bytecodes::arithmetic::_GUARD_TYPE_VERSION(value, version).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*sp.sub(1);
        let dict_offset = load_u16(ip.add(4));
        if !bytecodes::attributes::_CHECK_ATTR_METHOD_LAZY_DICT(owner, dict_offset).0 { deopt!(op::LOAD_ATTR) }
        let owner = sp.sub(1).read();
        sp = sp.sub(1);
        let descr = load_u64(ip.add(6));
        let answer = bytecodes::attributes::_LOAD_ATTR_METHOD(owner, descr);
        sp.add(0).write(answer.0.into_slot()); sp.add(1).write(answer.1.into_slot()); sp = sp.add(2);
        next!(10)
    }
    // LOAD_ATTR_METHOD_NO_DICT
    op::LOAD_ATTR_METHOD_NO_DICT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        let version = load_u32(ip.add(2));
        if !bytecodes::arithmetic::_GUARD_TYPE_VERSION(value, version).0 { deopt!(op::LOAD_ATTR) }
        let owner = sp.sub(1).read();
        sp = sp.sub(1);
        let descr = load_u64(ip.add(6));
        let answer = bytecodes::attributes::_LOAD_ATTR_METHOD(owner, descr);
        sp.add(0).write(answer.0.into_slot()); sp.add(1).write(answer.1.into_slot()); sp = sp.add(2);
        next!(10)
    }
    // LOAD_ATTR_METHOD_WITH_VALUES
    op::LOAD_ATTR_METHOD_WITH_VALUES => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        let version = load_u32(ip.add(2));
        if !bytecodes::arithmetic::_GUARD_TYPE_VERSION(value, version).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*sp.sub(1);
        if !bytecodes::attributes::_GUARD_DORV_VALUES(owner).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*sp.sub(1);
        let keys_version = load_u32(ip.add(4));
        if !bytecodes::attributes::_GUARD_KEYS_VERSION(owner, keys_version).0 { deopt!(op::LOAD_ATTR) }
        let owner = sp.sub(1).read();
        sp = sp.sub(1);
        let descr = load_u64(ip.add(6));
        let answer = bytecodes::attributes::_LOAD_ATTR_METHOD(owner, descr);
        sp.add(0).write(answer.0.into_slot()); sp.add(1).write(answer.1.into_slot()); sp = sp.add(2);
        next!(10)
    }
    // LOAD_ATTR_MODULE
    op::LOAD_ATTR_MODULE => {
        let owner = &*sp.sub(1);
        let version = load_u32(ip.add(2));
        let index = load_u16(ip.add(4));
        if !bytecodes::attributes::_CHECK_ATTR_MODULE(owner, version, index).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*sp.sub(1);
        let index = load_u16(ip.add(4));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = bytecodes::attributes::_LOAD_ATTR_MODULE(owner, index);
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        let null = sp.add(0);
        bytecodes::variables::_PUSH_NULL_CONDITIONAL(oparg, null);
        sp = sp.add(oparg & 1);
        next!(10)
    }
    // LOAD_ATTR_NONDESCRIPTOR_NO_DICT
    op::LOAD_ATTR_NONDESCRIPTOR_NO_DICT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        let version = load_u32(ip.add(2));
        if !bytecodes::arithmetic::_GUARD_TYPE_VERSION(value, version).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*slot0;
        let descr = load_u64(ip.add(6));
        (*frame).instr_ptr = ip;
        let answer = bytecodes::attributes::_LOAD_ATTR_CLASS(owner, descr);
        let close0 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(10)
    }
    // LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES
    op::LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        let version = load_u32(ip.add(2));
        if !bytecodes::arithmetic::_GUARD_TYPE_VERSION(value, version).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*sp.sub(1);
        if !bytecodes::attributes::_GUARD_DORV_VALUES(owner).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*sp.sub(1);
        let keys_version = load_u32(ip.add(4));
        if !bytecodes::attributes::_GUARD_KEYS_VERSION(owner, keys_version).0 { deopt!(op::LOAD_ATTR) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let owner = &*slot1;
        let descr = load_u64(ip.add(6));
        (*frame).instr_ptr = ip;
        let answer = bytecodes::attributes::_LOAD_ATTR_CLASS(owner, descr);
        let close0 = core::mem::ManuallyDrop::into_inner(slot1);
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(10)
    }
    // LOAD_ATTR_PROPERTY
    op::LOAD_ATTR_PROPERTY => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        let version = load_u32(ip.add(2));
        if !bytecodes::arithmetic::_GUARD_TYPE_VERSION(value, version).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*sp.sub(1);
        let getter = load_u64(ip.add(6));
        if !bytecodes::attributes::_CHECK_PROPERTY_CALL(ts, owner, getter).0 { deopt!(op::LOAD_ATTR) }
        let owner = sp.sub(1).read();
        sp = sp.sub(1);
        let getter = load_u64(ip.add(6));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match match bytecodes::attributes::_LOAD_ATTR_PROPERTY(ts, frame, owner, getter) { Ok(v) => v, Err(_) => error!() } {
            Called::Value(answer) => {
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(0);
            enter!(callee, 10)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(0);
            enter!(callee, offset)
            }
        }
        next!(10)
    }
    // LOAD_ATTR_SLOT
    op::LOAD_ATTR_SLOT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        let version = load_u32(ip.add(2));
        if !bytecodes::arithmetic::_GUARD_TYPE_VERSION(value, version).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*sp.sub(1);
        let offset = load_u16(ip.add(4));
        if !bytecodes::attributes::_CHECK_INSTANCE_VALUE(owner, offset).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*sp.sub(1);
        let offset = load_u16(ip.add(4));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = bytecodes::attributes::_LOAD_ATTR_INSTANCE_VALUE(owner, offset);
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        let null = sp.add(0);
        bytecodes::variables::_PUSH_NULL_CONDITIONAL(oparg, null);
        sp = sp.add(oparg & 1);
        next!(10)
    }
    // LOAD_ATTR_WITH_HINT
    op::LOAD_ATTR_WITH_HINT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        let version = load_u32(ip.add(2));
        if !bytecodes::arithmetic::_GUARD_TYPE_VERSION(value, version).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*sp.sub(1);
        let hint = load_u16(ip.add(4));
        if !bytecodes::attributes::_CHECK_ATTR_WITH_HINT(frame, oparg, owner, hint).0 { deopt!(op::LOAD_ATTR) }
        let owner = &*sp.sub(1);
        let hint = load_u16(ip.add(4));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = bytecodes::attributes::_LOAD_ATTR_WITH_HINT(owner, hint);
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        let null = sp.add(0);
        bytecodes::variables::_PUSH_NULL_CONDITIONAL(oparg, null);
        sp = sp.add(oparg & 1);
        next!(10)
    }
    // LOAD_BUILD_CLASS
    op::LOAD_BUILD_CLASS => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::variables::LOAD_BUILD_CLASS(frame) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // LOAD_COMMON_CONSTANT
    op::LOAD_COMMON_CONSTANT => {
        let answer = bytecodes::variables::LOAD_COMMON_CONSTANT(ts, oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // LOAD_CONST
    op::LOAD_CONST => {
        let answer = bytecodes::variables::LOAD_CONST(frame, ip, oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // LOAD_CONST_IMMORTAL
    op::LOAD_CONST_IMMORTAL => {
        let answer = bytecodes::variables::LOAD_CONST_IMMORTAL(frame, oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // LOAD_CONST_MORTAL
    op::LOAD_CONST_MORTAL => {
        let answer = bytecodes::variables::LOAD_CONST_MORTAL(frame, oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // LOAD_DEREF
    op::LOAD_DEREF => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::variables::LOAD_DEREF(frame, oparg) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // LOAD_FAST
    op::LOAD_FAST => {
        let answer = bytecodes::variables::LOAD_FAST(frame, oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // LOAD_FAST_AND_CLEAR
    op::LOAD_FAST_AND_CLEAR => {
        let answer = bytecodes::variables::LOAD_FAST_AND_CLEAR(frame, oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // LOAD_FAST_BORROW
    op::LOAD_FAST_BORROW => {
        let answer = bytecodes::variables::LOAD_FAST_BORROW(frame, oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // LOAD_FAST_BORROW_LOAD_FAST_BORROW
    op::LOAD_FAST_BORROW_LOAD_FAST_BORROW => {
        let answer = bytecodes::variables::LOAD_FAST_BORROW_LOAD_FAST_BORROW(frame, oparg);
        sp.add(0).write(answer.0.into_slot()); sp.add(1).write(answer.1.into_slot()); sp = sp.add(2);
        next!(1)
    }
    // LOAD_FAST_CHECK
    op::LOAD_FAST_CHECK => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::variables::LOAD_FAST_CHECK(frame, oparg) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // LOAD_FAST_LOAD_FAST
    op::LOAD_FAST_LOAD_FAST => {
        let answer = bytecodes::variables::LOAD_FAST_LOAD_FAST(frame, oparg);
        sp.add(0).write(answer.0.into_slot()); sp.add(1).write(answer.1.into_slot()); sp = sp.add(2);
        next!(1)
    }
    // LOAD_FROM_DICT_OR_DEREF
    op::LOAD_FROM_DICT_OR_DEREF => {
        let class_dict = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::variables::LOAD_FROM_DICT_OR_DEREF(frame, oparg, class_dict) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // LOAD_FROM_DICT_OR_GLOBALS
    op::LOAD_FROM_DICT_OR_GLOBALS => {
        let mod_or_class_dict = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::variables::LOAD_FROM_DICT_OR_GLOBALS(frame, oparg, mod_or_class_dict) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // LOAD_GLOBAL
    op::LOAD_GLOBAL => {
        let counter = load_u16(ip.add(1));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Adapt::Again = bytecodes::variables::_SPECIALIZE_LOAD_GLOBAL(frame, ip, oparg, counter) { redispatch!() }
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::variables::_LOAD_GLOBAL(frame, oparg) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        let null = sp.add(0);
        bytecodes::variables::_PUSH_NULL_CONDITIONAL(oparg, null);
        sp = sp.add(oparg & 1);
        next!(5)
    }
    // LOAD_GLOBAL_BUILTIN
    op::LOAD_GLOBAL_BUILTIN => {
        let version = load_u16(ip.add(2));
        let builtin_version = load_u16(ip.add(3));
        let index = load_u16(ip.add(4));
        if !bytecodes::variables::_GUARD_BUILTINS_VALUE(frame, version, builtin_version, index).0 { deopt!(op::LOAD_GLOBAL) }
        let index = load_u16(ip.add(4));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = bytecodes::variables::_LOAD_GLOBAL_BUILTINS(frame, index);
        sp.write(answer.into_slot()); sp = sp.add(1);
        let null = sp.add(0);
        bytecodes::variables::_PUSH_NULL_CONDITIONAL(oparg, null);
        sp = sp.add(oparg & 1);
        next!(5)
    }
    // LOAD_GLOBAL_MODULE
    op::LOAD_GLOBAL_MODULE => {
        let version = load_u16(ip.add(2));
        let index = load_u16(ip.add(4));
        if !bytecodes::variables::_GUARD_GLOBALS_VALUE(frame, version, index).0 { deopt!(op::LOAD_GLOBAL) }
        let index = load_u16(ip.add(4));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = bytecodes::variables::_LOAD_GLOBAL_MODULE(frame, index);
        sp.write(answer.into_slot()); sp = sp.add(1);
        let null = sp.add(0);
        bytecodes::variables::_PUSH_NULL_CONDITIONAL(oparg, null);
        sp = sp.add(oparg & 1);
        next!(5)
    }
    // LOAD_LOCALS
    op::LOAD_LOCALS => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::variables::LOAD_LOCALS(frame) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // LOAD_NAME
    op::LOAD_NAME => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::variables::LOAD_NAME(frame, oparg) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // LOAD_SMALL_INT
    op::LOAD_SMALL_INT => {
        let answer = bytecodes::variables::LOAD_SMALL_INT(oparg);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // LOAD_SPECIAL
    op::LOAD_SPECIAL => {
        let owner = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::attributes::LOAD_SPECIAL(oparg, owner) { Ok(v) => v, Err(_) => error!() };
        sp.add(0).write(answer.0.into_slot()); sp.add(1).write(answer.1.into_slot()); sp = sp.add(2);
        next!(1)
    }
    // LOAD_SUPER_ATTR
    op::LOAD_SUPER_ATTR => {
        let global_super = &*sp.sub(3);
        let class = &*sp.sub(2);
        let counter = load_u16(ip.add(1));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Adapt::Again = bytecodes::attributes::_SPECIALIZE_LOAD_SUPER_ATTR(ip, oparg, global_super, class, counter) { redispatch!() }
        let global_super = sp.sub(3).read();
        let class = sp.sub(2).read();
        let self_ = sp.sub(1).read();
        sp = sp.sub(3);
        let attr = sp.add(0);
        let null = sp.add(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::attributes::_LOAD_SUPER_ATTR(frame, oparg, global_super, class, self_, attr, null) { Ok(v) => v, Err(_) => error!() };
        sp = sp.add(1 + (oparg & 1));
        next!(2)
    }
    // LOAD_SUPER_ATTR_ATTR
    op::LOAD_SUPER_ATTR_ATTR => {
        let global_super = &*sp.sub(3);
        let class = &*sp.sub(2);
        if !bytecodes::attributes::_CHECK_SUPER(global_super, class).0 { deopt!(op::LOAD_SUPER_ATTR) }
        let class = &*sp.sub(2);
        let self_ = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::attributes::_LOAD_SUPER_ATTR_ATTR(frame, oparg, class, self_) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(3).read();
        let close1 = sp.sub(2).read();
        let close2 = sp.sub(1).read();
        sp = sp.sub(3);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        close2.close();
        next!(2)
    }
    // LOAD_SUPER_ATTR_METHOD
    op::LOAD_SUPER_ATTR_METHOD => {
        let global_super = &*sp.sub(3);
        let class = &*sp.sub(2);
        if !bytecodes::attributes::_CHECK_SUPER(global_super, class).0 { deopt!(op::LOAD_SUPER_ATTR) }
        let class = &*sp.sub(2);
        let self_ = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::attributes::_LOAD_SUPER_ATTR_METHOD(frame, oparg, class, self_) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(3).read();
        let close1 = sp.sub(2).read();
        let close2 = sp.sub(1).read();
        sp = sp.sub(3);
        sp.add(0).write(answer.0.into_slot()); sp.add(1).write(answer.1.into_slot()); sp = sp.add(2);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        close2.close();
        next!(2)
    }
    // MAKE_CELL
    op::MAKE_CELL => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::variables::MAKE_CELL(frame, oparg) { Ok(v) => v, Err(_) => error!() };
        next!(1)
    }
    // MAKE_FUNCTION
    op::MAKE_FUNCTION => {
        let code = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::MAKE_FUNCTION(frame, code) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // MAP_ADD
    op::MAP_ADD => {
        let dict = &*sp.sub(3 + (oparg - 1));
        let key = &*sp.sub(2);
        let value = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::build::MAP_ADD(dict, key, value) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(2).read();
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(1)
    }
    // MATCH_CLASS
    op::MATCH_CLASS => {
        let subject = &*sp.sub(3);
        let class = &*sp.sub(2);
        let names = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::matching::MATCH_CLASS(oparg, subject, class, names) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(3).read();
        let close1 = sp.sub(2).read();
        let close2 = sp.sub(1).read();
        sp = sp.sub(3);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        close2.close();
        next!(1)
    }
    // MATCH_KEYS
    op::MATCH_KEYS => {
        let subject = &*sp.sub(2);
        let keys = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::matching::MATCH_KEYS(subject, keys) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // MATCH_MAPPING
    op::MATCH_MAPPING => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let subject = &*slot0;
        let answer = bytecodes::matching::MATCH_MAPPING(subject);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // MATCH_SEQUENCE
    op::MATCH_SEQUENCE => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let subject = &*slot0;
        let answer = bytecodes::matching::MATCH_SEQUENCE(subject);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // NOP
    op::NOP => {
        bytecodes::stack::NOP();
        next!(1)
    }
    // NOT_TAKEN
    op::NOT_TAKEN => {
        bytecodes::stack::NOT_TAKEN();
        next!(1)
    }
    // POP_EXCEPT
    op::POP_EXCEPT => {
        let exception = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::exceptions::POP_EXCEPT(ts, exception);
        next!(1)
    }
    // POP_ITER
    op::POP_ITER => {
        (*frame).instr_ptr = ip;
        bytecodes::stack::POP_ITER();
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // POP_JUMP_IF_FALSE
    op::POP_JUMP_IF_FALSE => {
        let condition = sp.sub(1).read();
        sp = sp.sub(1);
        let next = ip.add(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = bytecodes::control::POP_JUMP_IF_FALSE(next, oparg, condition);
        jump!(answer, 2)
    }
    // POP_JUMP_IF_NONE
    op::POP_JUMP_IF_NONE => {
        let value = &*sp.sub(1);
        let next = ip.add(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = bytecodes::control::POP_JUMP_IF_NONE(next, oparg, value);
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        jump!(answer, 2)
    }
    // POP_JUMP_IF_NOT_NONE
    op::POP_JUMP_IF_NOT_NONE => {
        let value = &*sp.sub(1);
        let next = ip.add(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = bytecodes::control::POP_JUMP_IF_NOT_NONE(next, oparg, value);
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        jump!(answer, 2)
    }
    // POP_JUMP_IF_TRUE
    op::POP_JUMP_IF_TRUE => {
        let condition = sp.sub(1).read();
        sp = sp.sub(1);
        let next = ip.add(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = bytecodes::control::POP_JUMP_IF_TRUE(next, oparg, condition);
        jump!(answer, 2)
    }
    // POP_TOP
    op::POP_TOP => {
        (*frame).instr_ptr = ip;
        bytecodes::stack::POP_TOP();
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // PUSH_EXC_INFO
    op::PUSH_EXC_INFO => {
        let value = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = bytecodes::exceptions::PUSH_EXC_INFO(ts, value);
        sp.add(0).write(answer.0.into_slot()); sp.add(1).write(answer.1.into_slot()); sp = sp.add(2);
        next!(1)
    }
    // PUSH_NULL
    op::PUSH_NULL => {
        let answer = bytecodes::stack::PUSH_NULL();
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // RAISE_VARARGS
    op::RAISE_VARARGS => {
        let arguments = sp.sub(oparg);
        sp = sp.sub(oparg);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::exceptions::RAISE_VARARGS(oparg, arguments) { Unwind::Error => error!(), Unwind::Reraise => unwind!() }
    }
    // RERAISE
    op::RERAISE => {
        let values = sp.sub(1 + oparg);
        let exception = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::exceptions::RERAISE(frame, oparg, values, exception) { Unwind::Error => error!(), Unwind::Reraise => unwind!() }
    }
    // RESERVED
    op::RESERVED => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::stack::RESERVED() { Unwind::Error => error!(), Unwind::Reraise => unwind!() }
    }
    // RESUME
    op::RESUME => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Adapt::Again = match bytecodes::control::_MAYBE_INSTRUMENT(ts, frame, ip) { Ok(v) => v, Err(_) => error!() } { redispatch!() }
        bytecodes::control::_QUICKEN_RESUME(ts, ip);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::control::_CHECK_PERIODIC_IF_NOT_YIELD_FROM(ts, oparg) { Ok(v) => v, Err(_) => error!() };
        next!(1)
    }
    // RESUME_CHECK
    op::RESUME_CHECK => {
        if !bytecodes::control::_RESUME_CHECK(ts, frame).0 { deopt!(op::RESUME) }
        next!(1)
    }
    // RETURN_GENERATOR
    op::RETURN_GENERATOR => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        switch!(match bytecodes::generators::RETURN_GENERATOR(ts, frame) { Ok(v) => v, Err(_) => error!() })
    }
    // RETURN_VALUE
    op::RETURN_VALUE => {
        let value = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        switch!(bytecodes::control::RETURN_VALUE(ts, frame, value))
    }
    // SEND
    op::SEND => {
        let receiver = &*sp.sub(2);
        let counter = load_u16(ip.add(1));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Adapt::Again = bytecodes::generators::_SPECIALIZE_SEND(ip, receiver, counter) { redispatch!() }
        let receiver = &*sp.sub(2);
        let value = sp.sub(1);
        let next = ip.add(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match match bytecodes::generators::_SEND(ts, frame, next, oparg, receiver, value) { Ok(v) => v, Err(_) => error!() } {
            Called::Value(answer) => {
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
            }
            Called::ValueTo(target, answer) => {
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(1);
            enter!(callee, 2)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(1);
            enter!(callee, offset)
            }
        }
        next!(2)
    }
    // SEND_GEN
    op::SEND_GEN => {
        let receiver = &*sp.sub(2);
        if !bytecodes::generators::_CHECK_SEND_GEN(ts, receiver).0 { deopt!(op::SEND) }
        let receiver = &*sp.sub(2);
        let value = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::generators::_SEND_GEN_FRAME(ts, frame, oparg, receiver, value) {
            Called::Value(answer) => {
        sp.write(answer); sp = sp.add(1);
            }
            Called::ValueTo(target, answer) => {
        sp.write(answer); sp = sp.add(1);
            goto!(target)
            }
            Called::Frame(callee) => {
            sp = sp.sub(0);
            enter!(callee, 2)
            }
            Called::Generator(callee, offset) => {
            sp = sp.sub(0);
            enter!(callee, offset)
            }
        }
        next!(2)
    }
    // SETUP_ANNOTATIONS
    op::SETUP_ANNOTATIONS => {
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::variables::SETUP_ANNOTATIONS(frame) { Ok(v) => v, Err(_) => error!() };
        next!(1)
    }
    // SET_ADD
    op::SET_ADD => {
        let set = &*sp.sub(2 + (oparg - 1));
        let value = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::build::SET_ADD(set, value) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // SET_FUNCTION_ATTRIBUTE
    op::SET_FUNCTION_ATTRIBUTE => {
        let attribute = sp.sub(2).read();
        let function = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::calls::SET_FUNCTION_ATTRIBUTE(oparg, attribute, function) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // SET_UPDATE
    op::SET_UPDATE => {
        let set = &*sp.sub(2 + (oparg - 1));
        let iterable = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::build::SET_UPDATE(set, iterable) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // STORE_ATTR
    op::STORE_ATTR => {
        let owner = &*sp.sub(1);
        let counter = load_u16(ip.add(1));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Adapt::Again = bytecodes::attributes::_SPECIALIZE_STORE_ATTR(frame, ip, oparg, owner, counter) { redispatch!() }
        let value = &*sp.sub(2);
        let owner = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::attributes::_STORE_ATTR(frame, oparg, value, owner) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(2).read();
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(5)
    }
    // STORE_ATTR_INSTANCE_VALUE
    op::STORE_ATTR_INSTANCE_VALUE => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        let version = load_u32(ip.add(2));
        if !bytecodes::arithmetic::_GUARD_TYPE_VERSION(value, version).0 { deopt!(op::STORE_ATTR) }
        let owner = &*sp.sub(1);
        if !bytecodes::attributes::_GUARD_DORV_NO_DICT(owner).0 { deopt!(op::STORE_ATTR) }
        let value = sp.sub(2).read();
        sp.sub(2).write(StackRef::NULL);
        let owner = &*sp.sub(1);
        let offset = load_u16(ip.add(4));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::attributes::_STORE_ATTR_INSTANCE_VALUE(value, owner, offset);
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).stackpointer = sp.cast();
        close1.close();
        next!(5)
    }
    // STORE_ATTR_SLOT
    op::STORE_ATTR_SLOT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        let version = load_u32(ip.add(2));
        if !bytecodes::arithmetic::_GUARD_TYPE_VERSION(value, version).0 { deopt!(op::STORE_ATTR) }
        let value = sp.sub(2).read();
        sp.sub(2).write(StackRef::NULL);
        let owner = &*sp.sub(1);
        let offset = load_u16(ip.add(4));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::attributes::_STORE_ATTR_SLOT(value, owner, offset);
        let close1 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(2);
        (*frame).stackpointer = sp.cast();
        close1.close();
        next!(5)
    }
    // STORE_ATTR_WITH_HINT
    op::STORE_ATTR_WITH_HINT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        let version = load_u32(ip.add(2));
        if !bytecodes::arithmetic::_GUARD_TYPE_VERSION(value, version).0 { deopt!(op::STORE_ATTR) }
        let owner = &*sp.sub(1);
        let hint = load_u16(ip.add(4));
        if !bytecodes::attributes::_CHECK_STORE_WITH_HINT(frame, oparg, owner, hint).0 { deopt!(op::STORE_ATTR) }
        let value = sp.sub(2).read();
        sp.sub(2).write(StackRef::NULL);
        let owner = &*sp.sub(1);
        let hint = load_u16(ip.add(4));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::attributes::_STORE_ATTR_WITH_HINT(value, owner, hint);
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).stackpointer = sp.cast();
        close1.close();
        next!(5)
    }
    // STORE_DEREF
    op::STORE_DEREF => {
        let value = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::variables::STORE_DEREF(frame, oparg, value);
        next!(1)
    }
    // STORE_FAST
    op::STORE_FAST => {
        let value = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::variables::STORE_FAST(frame, oparg, value);
        next!(1)
    }
    // STORE_FAST_LOAD_FAST
    op::STORE_FAST_LOAD_FAST => {
        let value1 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = bytecodes::variables::STORE_FAST_LOAD_FAST(frame, oparg, value1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // STORE_FAST_STORE_FAST
    op::STORE_FAST_STORE_FAST => {
        let value1 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::variables::_STORE_FAST_HIGH(frame, oparg, value1);
        let value2 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::variables::_STORE_FAST_LOW(frame, oparg, value2);
        next!(1)
    }
    // STORE_GLOBAL
    op::STORE_GLOBAL => {
        let value = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::variables::STORE_GLOBAL(frame, oparg, value) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // STORE_NAME
    op::STORE_NAME => {
        let value = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::variables::STORE_NAME(frame, oparg, value) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // STORE_SLICE
    op::STORE_SLICE => {
        let value = &*sp.sub(4);
        let container = &*sp.sub(3);
        let start = sp.sub(2).read();
        let stop = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::subscript::STORE_SLICE(value, container, start, stop) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(2).read();
        let close1 = sp.sub(1).read();
        sp = sp.sub(2);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        next!(1)
    }
    // STORE_SUBSCR
    op::STORE_SUBSCR => {
        let container = &*sp.sub(2);
        let key = &*sp.sub(1);
        let counter = load_u16(ip.add(1));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Adapt::Again = bytecodes::subscript::_SPECIALIZE_STORE_SUBSCR(ip, container, key, counter) { redispatch!() }
        let value = &*sp.sub(3);
        let container = &*sp.sub(2);
        let key = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::subscript::_STORE_SUBSCR(value, container, key) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(3).read();
        let close1 = sp.sub(2).read();
        let close2 = sp.sub(1).read();
        sp = sp.sub(3);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        close2.close();
        next!(2)
    }
    // STORE_SUBSCR_DICT
    op::STORE_SUBSCR_DICT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_NOS_DICT(value).0 { deopt!(op::STORE_SUBSCR) }
        let value = &*sp.sub(3);
        let container = &*sp.sub(2);
        let key = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::subscript::_STORE_SUBSCR_DICT(value, container, key) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(3).read();
        let close1 = core::mem::ManuallyDrop::into_inner(slot0);
        let close2 = sp.sub(1).read();
        sp = sp.sub(3);
        (*frame).stackpointer = sp.cast();
        close0.close();
        close1.close();
        close2.close();
        next!(2)
    }
    // STORE_SUBSCR_LIST_INT
    op::STORE_SUBSCR_LIST_INT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_INT(value).0 { deopt!(op::STORE_SUBSCR) }
        let slot1 = core::mem::ManuallyDrop::new(sp.sub(2).read());
        let value = &*slot1;
        if !bytecodes::arithmetic::_GUARD_NOS_LIST(value).0 { deopt!(op::STORE_SUBSCR) }
        let container = &*slot1;
        let key = &*slot0;
        if !bytecodes::subscript::_GUARD_INDEX_IN_LIST(container, key).0 { deopt!(op::STORE_SUBSCR) }
        let value = sp.sub(3).read();
        sp.sub(3).write(StackRef::NULL);
        let container = &*sp.sub(2);
        let key = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::subscript::_STORE_SUBSCR_LIST_INT(value, container, key);
        let close1 = core::mem::ManuallyDrop::into_inner(slot1);
        let close2 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(3);
        (*frame).stackpointer = sp.cast();
        close1.close();
        close2.close();
        next!(2)
    }
    // SWAP
    op::SWAP => {
        let bottom = sp.sub(2 + (oparg - 2));
        let top = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::stack::SWAP(bottom, top);
        next!(1)
    }
    // TO_BOOL
    op::TO_BOOL => {
        let value = &*sp.sub(1);
        let counter = load_u16(ip.add(1));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Adapt::Again = bytecodes::arithmetic::_SPECIALIZE_TO_BOOL(ip, value, counter) { redispatch!() }
        let value = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::arithmetic::_TO_BOOL(value) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(4)
    }
    // TO_BOOL_ALWAYS_TRUE
    op::TO_BOOL_ALWAYS_TRUE => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        let version = load_u32(ip.add(2));
        if !bytecodes::arithmetic::_GUARD_TYPE_VERSION(value, version).0 { deopt!(op::TO_BOOL) }
        let value = &*slot0;
        (*frame).instr_ptr = ip;
        let answer = bytecodes::arithmetic::_REPLACE_WITH_TRUE(value);
        let close0 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(4)
    }
    // TO_BOOL_BOOL
    op::TO_BOOL_BOOL => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_BOOL(value).0 { deopt!(op::TO_BOOL) }
        next!(4)
    }
    // TO_BOOL_INT
    op::TO_BOOL_INT => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_EXACT_INT(value).0 { deopt!(op::TO_BOOL) }
        let value = &*slot0;
        (*frame).instr_ptr = ip;
        let answer = bytecodes::arithmetic::_TO_BOOL_INT(value);
        let close0 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(4)
    }
    // TO_BOOL_LIST
    op::TO_BOOL_LIST => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_LIST(value).0 { deopt!(op::TO_BOOL) }
        let value = &*slot0;
        (*frame).instr_ptr = ip;
        let answer = bytecodes::arithmetic::_TO_BOOL_LIST(value);
        let close0 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(4)
    }
    // TO_BOOL_NONE
    op::TO_BOOL_NONE => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_NONE(value).0 { deopt!(op::TO_BOOL) }
        let value = sp.sub(1).read();
        sp = sp.sub(1);
        let answer = bytecodes::arithmetic::_TO_BOOL_NONE(value);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(4)
    }
    // TO_BOOL_STR
    op::TO_BOOL_STR => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_UNICODE(value).0 { deopt!(op::TO_BOOL) }
        let value = &*slot0;
        (*frame).instr_ptr = ip;
        let answer = bytecodes::arithmetic::_TO_BOOL_STR(value);
        let close0 = core::mem::ManuallyDrop::into_inner(slot0);
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(4)
    }
    // UNARY_INVERT
    op::UNARY_INVERT => {
        let value = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::arithmetic::UNARY_INVERT(value) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // UNARY_NEGATIVE
    op::UNARY_NEGATIVE => {
        let value = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::arithmetic::UNARY_NEGATIVE(value) { Ok(v) => v, Err(_) => error!() };
        let close0 = sp.sub(1).read();
        sp = sp.sub(1);
        sp.write(answer.into_slot()); sp = sp.add(1);
        (*frame).stackpointer = sp.cast();
        close0.close();
        next!(1)
    }
    // UNARY_NOT
    op::UNARY_NOT => {
        let value = sp.sub(1).read();
        sp = sp.sub(1);
        let answer = bytecodes::arithmetic::UNARY_NOT(value);
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // UNPACK_EX
    op::UNPACK_EX => {
        let sequence = sp.sub(1).read();
        sp = sp.sub(1);
        let values = sp.add(0);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::iteration::UNPACK_EX(oparg, sequence, values) { Ok(v) => v, Err(_) => error!() };
        sp = sp.add((oparg & 0xff) + 1 + (oparg >> 8));
        next!(1)
    }
    // UNPACK_SEQUENCE
    op::UNPACK_SEQUENCE => {
        let sequence = &*sp.sub(1);
        let counter = load_u16(ip.add(1));
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        if let Adapt::Again = bytecodes::iteration::_SPECIALIZE_UNPACK_SEQUENCE(ip, oparg, sequence, counter) { redispatch!() }
        let sequence = sp.sub(1).read();
        sp = sp.sub(1);
        let values = sp.add(0);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        match bytecodes::iteration::_UNPACK_SEQUENCE(oparg, sequence, values) { Ok(v) => v, Err(_) => error!() };
        sp = sp.add(oparg);
        next!(2)
    }
    // UNPACK_SEQUENCE_LIST
    op::UNPACK_SEQUENCE_LIST => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_LIST(value).0 { deopt!(op::UNPACK_SEQUENCE) }
        let sequence = &*slot0;
        if !bytecodes::iteration::_GUARD_LIST_LENGTH(oparg, sequence).0 { deopt!(op::UNPACK_SEQUENCE) }
        let sequence = sp.sub(1).read();
        sp = sp.sub(1);
        let values = sp.add(0);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::iteration::_UNPACK_SEQUENCE_LIST(oparg, sequence, values);
        sp = sp.add(oparg);
        next!(2)
    }
    // UNPACK_SEQUENCE_TUPLE
    op::UNPACK_SEQUENCE_TUPLE => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_TUPLE(value).0 { deopt!(op::UNPACK_SEQUENCE) }
        let sequence = &*sp.sub(1);
        if !bytecodes::iteration::_GUARD_TUPLE_LENGTH(oparg, sequence).0 { deopt!(op::UNPACK_SEQUENCE) }
        let sequence = sp.sub(1).read();
        sp = sp.sub(1);
        let values = sp.add(0);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::iteration::_UNPACK_SEQUENCE_TUPLE(oparg, sequence, values);
        sp = sp.add(oparg);
        next!(2)
    }
    // UNPACK_SEQUENCE_TWO_TUPLE
    op::UNPACK_SEQUENCE_TWO_TUPLE => {
        let slot0 = core::mem::ManuallyDrop::new(sp.sub(1).read());
        let value = &*slot0;
        if !bytecodes::arithmetic::_GUARD_TOS_TUPLE(value).0 { deopt!(op::UNPACK_SEQUENCE) }
        let sequence = &*sp.sub(1);
        if !bytecodes::iteration::_GUARD_TUPLE_LENGTH(oparg, sequence).0 { deopt!(op::UNPACK_SEQUENCE) }
        let sequence = sp.sub(1).read();
        sp = sp.sub(1);
        let values = sp.add(0);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        bytecodes::iteration::_UNPACK_SEQUENCE_TUPLE(oparg, sequence, values);
        sp = sp.add(oparg);
        next!(2)
    }
    // WITH_EXCEPT_START
    op::WITH_EXCEPT_START => {
        let exit_func = &*sp.sub(5);
        let exit_self = &*sp.sub(4);
        let value = &*sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        let answer = match bytecodes::exceptions::WITH_EXCEPT_START(exit_func, exit_self, value) { Ok(v) => v, Err(_) => error!() };
        sp.write(answer.into_slot()); sp = sp.add(1);
        next!(1)
    }
    // YIELD_VALUE
    op::YIELD_VALUE => {
        let value = sp.sub(1).read();
        sp = sp.sub(1);
        (*frame).instr_ptr = ip;
        (*frame).stackpointer = sp.cast();
        switch!(bytecodes::generators::YIELD_VALUE(ts, frame, oparg, value))
    }
    // Numbers without an instruction. (All 256 are named: no bounds check.)
    121 | 122 | 123 | 124 | 125 | 126 | 127 | 212 | 213 | 214 | 215 | 216 | 217 | 218 | 219 | 220 | 221 | 222 | 223 | 224 | 225 | 226 | 227 | 228 | 229 | 230 | 231 | 232 | 233 | 255 => unknown!(),
}
