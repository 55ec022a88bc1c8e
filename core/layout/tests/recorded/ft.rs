// Written by `cargo xtask abi layout --write` from the stock headers. Do not edit.
stock! {
Bigint 32 8 { next = 0, k = 8, maxwds = 12, sign = 16, wds = 20, x = 24, }
JitOptContext 97040 8 { done = 0, out_of_space = 1, contradiction = 2, frame = 8, frames = 16, curr_frame_depth = 240, t_arena = 248, n_consumed = 64256, limit = 64264, locals_and_stack = 64272, }
JitOptKnownClass 16 8 { tag = 0, version = 4, r#type = 8, }
JitOptKnownValue 16 8 { tag = 0, value = 8, }
JitOptKnownVersion 8 4 { tag = 0, version = 4, }
JitOptSymbol 16 8 { tag = 0, cls = 0, value = 0, version = 0, tuple = 0, truthiness = 0, }
JitOptTruthiness 4 2 { tag = 0, invert = 1, value = 2, }
JitOptTuple 16 2 { tag = 0, length = 1, items = 2, }
PerfMapState 16 8 { perf_map = 0, map_lock = 8, }
PyASCIIObject 56 8 { ob_base = 0, length = 32, hash = 40, state = 48, }
PyAsyncGenObject 176 8 { ob_base = 0, ag_weakreflist = 32, ag_name = 40, ag_qualname = 48, ag_exc_state = 56, ag_origin_or_finalizer = 72, ag_hooks_inited = 80, ag_closed = 81, ag_running_async = 82, ag_frame_state = 83, ag_iframe = 88, }
PyAsyncMethods 32 8 { am_await = 0, am_aiter = 8, am_anext = 16, am_send = 24, }
PyAttributeErrorObject 104 8 { ob_base = 0, dict = 32, args = 40, notes = 48, traceback = 56, context = 64, cause = 72, suppress_context = 80, obj = 88, name = 96, }
PyBaseExceptionGroupObject 112 8 { ob_base = 0, dict = 32, args = 40, notes = 48, traceback = 56, context = 64, cause = 72, suppress_context = 80, msg = 88, excs = 96, excs_str = 104, }
PyBaseExceptionObject 88 8 { ob_base = 0, dict = 32, args = 40, notes = 48, traceback = 56, context = 64, cause = 72, suppress_context = 80, }
PyBufferProcs 16 8 { bf_getbuffer = 0, bf_releasebuffer = 8, }
PyByteArrayObject 72 8 { ob_base = 0, ob_alloc = 40, ob_bytes = 48, ob_start = 56, ob_exports = 64, }
PyBytesObject 56 8 { ob_base = 0, ob_shash = 40, ob_sval = 48, }
PyCFunctionObject 72 8 { ob_base = 0, m_ml = 32, m_self = 40, m_module = 48, m_weakreflist = 56, vectorcall = 64, }
PyCMethodObject 80 8 { func = 0, mm_class = 72, }
PyCellObject 40 8 { ob_base = 0, ob_ref = 32, }
PyCodeAddressRange 40 8 { ar_start = 0, ar_end = 4, ar_line = 8, opaque = 16, }
PyCodeObject 240 8 { ob_base = 0, co_consts = 40, co_names = 48, co_exceptiontable = 56, co_flags = 64, co_argcount = 68, co_posonlyargcount = 72, co_kwonlyargcount = 76, co_stacksize = 80, co_firstlineno = 84, co_nlocalsplus = 88, co_framesize = 92, co_nlocals = 96, co_ncellvars = 100, co_nfreevars = 104, co_version = 108, co_localsplusnames = 112, co_localspluskinds = 120, co_filename = 128, co_name = 136, co_qualname = 144, co_linetable = 152, co_weakreflist = 160, co_executors = 168, _co_cached = 176, _co_instrumentation_version = 184, _co_monitoring = 192, _co_unique_id = 200, _co_firsttraceable = 208, co_extra = 216, co_tlbc = 224, co_code_adaptive = 232, }
PyCompactUnicodeObject 72 8 { _base = 0, utf8_length = 56, utf8 = 64, }
PyCompilerFlags 8 4 { cf_flags = 0, cf_feature_version = 4, }
PyComplexObject 48 8 { ob_base = 0, cval = 32, }
PyConfig 464 8 { _config_init = 0, isolated = 4, use_environment = 8, dev_mode = 12, install_signal_handlers = 16, use_hash_seed = 20, hash_seed = 24, faulthandler = 32, tracemalloc = 36, perf_profiling = 40, remote_debug = 44, import_time = 48, code_debug_ranges = 52, show_ref_count = 56, dump_refs = 60, dump_refs_file = 64, malloc_stats = 72, filesystem_encoding = 80, filesystem_errors = 88, pycache_prefix = 96, parse_argv = 104, orig_argv = 112, argv = 128, xoptions = 144, warnoptions = 160, site_import = 176, bytes_warning = 180, warn_default_encoding = 184, inspect = 188, interactive = 192, optimization_level = 196, parser_debug = 200, write_bytecode = 204, verbose = 208, quiet = 212, user_site_directory = 216, configure_c_stdio = 220, buffered_stdio = 224, stdio_encoding = 232, stdio_errors = 240, check_hash_pycs_mode = 248, use_frozen_modules = 256, safe_path = 260, int_max_str_digits = 264, thread_inherit_context = 268, context_aware_warnings = 272, cpu_count = 276, enable_gil = 280, tlbc_enabled = 284, pathconfig_warnings = 288, program_name = 296, pythonpath_env = 304, home = 312, platlibdir = 320, module_search_paths_set = 328, module_search_paths = 336, stdlib_dir = 352, executable = 360, base_executable = 368, prefix = 376, base_prefix = 384, exec_prefix = 392, base_exec_prefix = 400, skip_source_first_line = 408, run_command = 416, run_module = 424, run_filename = 432, sys_path_0 = 440, _install_importlib = 448, _init_main = 452, _is_python_build = 456, }
PyContext 64 8 { ob_base = 0, ctx_prev = 32, ctx_vars = 40, ctx_weakreflist = 48, ctx_entered = 56, }
PyContextToken 64 8 { ob_base = 0, tok_ctx = 32, tok_var = 40, tok_oldval = 48, tok_used = 56, }
PyContextVar 56 8 { ob_base = 0, var_name = 32, var_default = 40, var_hash = 48, }
PyCoroObject 176 8 { ob_base = 0, cr_weakreflist = 32, cr_name = 40, cr_qualname = 48, cr_exc_state = 56, cr_origin_or_finalizer = 72, cr_hooks_inited = 80, cr_closed = 81, cr_running_async = 82, cr_frame_state = 83, cr_iframe = 88, }
PyDateTime_CAPI 120 8 { DateType = 0, DateTimeType = 8, TimeType = 16, DeltaType = 24, TZInfoType = 32, TimeZone_UTC = 40, Date_FromDate = 48, DateTime_FromDateAndTime = 56, Time_FromTime = 64, Delta_FromDelta = 72, TimeZone_FromTimeZone = 80, DateTime_FromTimestamp = 88, Date_FromTimestamp = 96, DateTime_FromDateAndTimeAndFold = 104, Time_FromTimeAndFold = 112, }
PyDateTime_Date 48 8 { ob_base = 0, hashcode = 32, hastzinfo = 40, data = 41, }
PyDateTime_DateTime 64 8 { ob_base = 0, hashcode = 32, hastzinfo = 40, data = 41, fold = 51, tzinfo = 56, }
PyDateTime_Delta 56 8 { ob_base = 0, hashcode = 32, days = 40, seconds = 44, microseconds = 48, }
PyDateTime_TZInfo 32 8 { ob_base = 0, }
PyDateTime_Time 56 8 { ob_base = 0, hashcode = 32, hastzinfo = 40, data = 41, fold = 47, tzinfo = 48, }
PyDescrObject 56 8 { ob_base = 0, d_type = 32, d_name = 40, d_qualname = 48, }
PyDictKeyEntry 24 8 { me_hash = 0, me_key = 8, me_value = 16, }
PyDictKeysObject 32 8 { dk_refcnt = 0, dk_log2_size = 8, dk_log2_index_bytes = 9, dk_kind = 10, dk_mutex = 11, dk_version = 12, dk_usable = 16, dk_nentries = 24, dk_indices = 32, }
PyDictObject 64 8 { ob_base = 0, ma_used = 32, _ma_watcher_tag = 40, ma_keys = 48, ma_values = 56, }
PyDictUnicodeEntry 16 8 { me_key = 0, me_value = 8, }
PyDictValues 16 8 { capacity = 0, size = 1, embedded = 2, valid = 3, values = 8, }
PyEvent 1 1 { v = 0, }
PyFloatObject 40 8 { ob_base = 0, ob_fval = 32, }
PyFrameConstructor 64 8 { fc_globals = 0, fc_builtins = 8, fc_name = 16, fc_qualname = 24, fc_code = 32, fc_defaults = 40, fc_kwdefaults = 48, fc_closure = 56, }
PyFrameLocalsProxyObject 40 8 { ob_base = 0, frame = 32, }
PyFrameObject 96 8 { ob_base = 0, f_back = 32, f_frame = 40, f_trace = 48, f_lineno = 56, f_trace_lines = 60, f_trace_opcodes = 61, f_extra_locals = 64, f_locals_cache = 72, f_overwritten_fast_locals = 80, _f_frame_data = 88, }
PyFunctionObject 168 8 { ob_base = 0, func_globals = 32, func_builtins = 40, func_name = 48, func_qualname = 56, func_code = 64, func_defaults = 72, func_kwdefaults = 80, func_closure = 88, func_doc = 96, func_dict = 104, func_weakreflist = 112, func_module = 120, func_annotations = 128, func_annotate = 136, func_typeparams = 144, vectorcall = 152, func_version = 160, }
PyGC_Head 16 8 { _gc_next = 0, _gc_prev = 8, }
PyGenObject 176 8 { ob_base = 0, gi_weakreflist = 32, gi_name = 40, gi_qualname = 48, gi_exc_state = 56, gi_origin_or_finalizer = 72, gi_hooks_inited = 80, gi_closed = 81, gi_running_async = 82, gi_frame_state = 83, gi_iframe = 88, }
PyGetSetDef 40 8 { name = 0, get = 8, set = 16, doc = 24, closure = 32, }
PyGetSetDescrObject 64 8 { d_common = 0, d_getset = 56, }
PyHamtIterator 184 8 { ob_base = 0, hi_obj = 32, hi_iter = 40, hi_yield = 176, }
PyHamtIteratorState 136 8 { i_nodes = 0, i_pos = 64, i_level = 128, }
PyHamtNode 32 8 { ob_base = 0, }
PyHamtNode_Bitmap 56 8 { ob_base = 0, b_bitmap = 40, b_array = 48, }
PyHamtObject 56 8 { ob_base = 0, h_root = 32, h_weakreflist = 40, h_count = 48, }
PyHash_FuncDef 24 8 { hash = 0, name = 8, hash_bits = 16, seed_bits = 20, }
PyHeapTypeObject 960 8 { ht_type = 0, as_async = 432, as_number = 464, as_mapping = 752, as_sequence = 776, as_buffer = 856, ht_name = 872, ht_slots = 880, ht_qualname = 888, ht_cached_keys = 896, ht_module = 904, _ht_tpname = 912, ht_token = 920, _spec_cache = 928, unique_id = 952, }
PyImportErrorObject 120 8 { ob_base = 0, dict = 32, args = 40, notes = 48, traceback = 56, context = 64, cause = 72, suppress_context = 80, msg = 88, name = 96, path = 104, name_from = 112, }
PyInstanceMethodObject 40 8 { ob_base = 0, func = 32, }
PyInterpreterConfig 28 4 { use_main_obmalloc = 0, allow_fork = 4, allow_exec = 8, allow_threads = 12, allow_daemon_threads = 16, check_multi_interp_extensions = 20, gil = 24, }
PyInterpreterState 246720 64 { ceval = 0, _malloced = 7264, next = 7272, id = 7280, id_refcount = 7288, requires_idref = 7296, _whence = 7304, _initialized = 7312, _ready = 7316, finalizing = 7320, last_restart_version = 7328, threads = 7336, runtime = 7384, _finalizing = 7392, _finalizing_id = 7400, gc = 7408, sysdict = 7696, builtins = 7704, imports = 7712, _gil = 7808, _code_object_generation = 8024, codecs = 8032, config = 8064, feature_flags = 8528, dict = 8536, sysdict_copy = 8544, builtins_copy = 8552, eval_frame = 8560, func_watchers = 8568, active_func_watchers = 8632, co_extra_user_count = 8640, co_extra_freefuncs = 8648, xi = 10688, before_forkers = 10736, after_forkers_parent = 10744, after_forkers_child = 10752, warnings = 10760, atexit = 10824, stoptheworld = 10848, qsbr = 10872, mimalloc = 10944, brc = 11264, unique_ids = 17432, weakref_locks = 17464, tlbc_indices = 17592, asyncio_tasks_head = 17632, asyncio_tasks_lock = 17648, obmalloc = 17656, audit_hooks = 17664, type_watchers = 17672, code_watchers = 17736, context_watchers = 17800, active_code_watchers = 17864, active_context_watchers = 17865, object_state = 17868, unicode = 17872, long_state = 17928, dtoa = 17936, func_state = 20376, code_state = 85920, dict_state = 85936, exc_state = 86008, mem_free_queue = 86040, ast = 86064, types = 88040, callable_cache = 229232, common_consts = 229264, jit = 229304, executor_list_head = 229312, executor_deletion_list_head = 229320, executor_deletion_list_remaining_capacity = 229328, trace_run_counter = 229336, rare_events = 229344, builtins_dict_watcher = 229352, monitors = 229360, sys_profile_once_flag = 229376, sys_trace_once_flag = 229377, sys_profiling_threads = 229384, sys_tracing_threads = 229392, monitoring_callables = 229400, monitoring_tool_names = 230616, monitoring_tool_versions = 230680, cached_objects = 230744, static_objects = 230912, _interactive_src_count = 231080, _initial_thread = 231088, }
PyListObject 56 8 { ob_base = 0, ob_item = 40, allocated = 48, }
PyLongExport 40 8 { value = 0, negative = 8, ndigits = 16, digits = 24, _reserved = 32, }
PyLongLayout 4 1 { bits_per_digit = 0, digit_size = 1, digits_order = 2, digit_endianness = 3, }
PyLongObject 48 8 { ob_base = 0, long_value = 32, }
PyManagedDictPointer 8 8 { dict = 0, }
PyMappingMethods 24 8 { mp_length = 0, mp_subscript = 8, mp_ass_subscript = 16, }
PyMemAllocatorEx 40 8 { ctx = 0, malloc = 8, calloc = 16, realloc = 24, free = 32, }
PyMemberDef 40 8 { name = 0, r#type = 8, offset = 16, flags = 24, doc = 32, }
PyMemberDescrObject 64 8 { d_common = 0, d_member = 56, }
PyMemoryViewObject 168 8 { ob_base = 0, mbuf = 40, hash = 48, flags = 56, exports = 64, view = 72, weakreflist = 152, ob_array = 160, }
PyMethodDef 32 8 { ml_name = 0, ml_meth = 8, ml_flags = 16, ml_doc = 24, }
PyMethodDescrObject 72 8 { d_common = 0, d_method = 56, vectorcall = 64, }
PyMethodObject 64 8 { ob_base = 0, im_func = 32, im_self = 40, im_weakreflist = 48, vectorcall = 56, }
PyModuleDef 120 8 { m_base = 0, m_name = 56, m_doc = 64, m_size = 72, m_methods = 80, m_slots = 88, m_traverse = 96, m_clear = 104, m_free = 112, }
PyModuleDef_Base 56 8 { ob_base = 0, m_init = 32, m_index = 40, m_copy = 48, }
PyModuleDef_Slot 16 8 { slot = 0, value = 8, }
PyModuleObject 80 8 { ob_base = 0, md_dict = 32, md_def = 40, md_state = 48, md_weaklist = 56, md_name = 64, md_gil = 72, }
PyMonitoringState 2 1 { active = 0, opaque = 1, }
PyMutex 1 1 { _bits = 0, }
PyNameErrorObject 96 8 { ob_base = 0, dict = 32, args = 40, notes = 48, traceback = 56, context = 64, cause = 72, suppress_context = 80, name = 88, }
PyNumberMethods 288 8 { nb_add = 0, nb_subtract = 8, nb_multiply = 16, nb_remainder = 24, nb_divmod = 32, nb_power = 40, nb_negative = 48, nb_positive = 56, nb_absolute = 64, nb_bool = 72, nb_invert = 80, nb_lshift = 88, nb_rshift = 96, nb_and = 104, nb_xor = 112, nb_or = 120, nb_int = 128, nb_reserved = 136, nb_float = 144, nb_inplace_add = 152, nb_inplace_subtract = 160, nb_inplace_multiply = 168, nb_inplace_remainder = 176, nb_inplace_power = 184, nb_inplace_lshift = 192, nb_inplace_rshift = 200, nb_inplace_and = 208, nb_inplace_xor = 216, nb_inplace_or = 224, nb_floor_divide = 232, nb_true_divide = 240, nb_inplace_floor_divide = 248, nb_inplace_true_divide = 256, nb_index = 264, nb_matrix_multiply = 272, nb_inplace_matrix_multiply = 280, }
PyOSErrorObject 128 8 { ob_base = 0, dict = 32, args = 40, notes = 48, traceback = 56, context = 64, cause = 72, suppress_context = 80, myerrno = 88, strerror = 96, filename = 104, filename2 = 112, written = 120, }
PyObject 32 8 { ob_tid = 0, ob_flags = 8, ob_mutex = 10, ob_gc_bits = 11, ob_ref_local = 12, ob_ref_shared = 16, ob_type = 24, }
PyObjectArenaAllocator 24 8 { ctx = 0, alloc = 8, free = 16, }
PyPreConfig 40 4 { _config_init = 0, parse_argv = 4, isolated = 8, use_environment = 12, configure_locale = 16, coerce_c_locale = 20, coerce_c_locale_warn = 24, utf8_mode = 28, dev_mode = 32, allocator = 36, }
PySequenceMethods 80 8 { sq_length = 0, sq_concat = 8, sq_repeat = 16, sq_item = 24, was_sq_slice = 32, sq_ass_item = 40, was_sq_ass_slice = 48, sq_contains = 56, sq_inplace_concat = 64, sq_inplace_repeat = 72, }
PySetObject 216 8 { ob_base = 0, fill = 32, used = 40, mask = 48, table = 56, hash = 64, finger = 72, smalltable = 80, weakreflist = 208, }
PySliceObject 56 8 { ob_base = 0, start = 32, stop = 40, step = 48, }
PyStatus 32 8 { _type = 0, func = 8, err_msg = 16, exitcode = 24, }
PyStopIterationObject 96 8 { ob_base = 0, dict = 32, args = 40, notes = 48, traceback = 56, context = 64, cause = 72, suppress_context = 80, value = 88, }
PyStructSequence_Desc 32 8 { name = 0, doc = 8, fields = 16, n_in_sequence = 24, }
PyStructSequence_Field 16 8 { name = 0, doc = 8, }
PySyntaxErrorObject 160 8 { ob_base = 0, dict = 32, args = 40, notes = 48, traceback = 56, context = 64, cause = 72, suppress_context = 80, msg = 88, filename = 96, lineno = 104, offset = 112, end_lineno = 120, end_offset = 128, text = 136, print_file_and_line = 144, metadata = 152, }
PySystemExitObject 96 8 { ob_base = 0, dict = 32, args = 40, notes = 48, traceback = 56, context = 64, cause = 72, suppress_context = 80, code = 88, }
PyThreadState 832 8 { prev = 0, next = 8, interp = 16, eval_breaker = 24, _status = 32, holds_gil = 36, _whence = 40, state = 44, py_recursion_remaining = 48, py_recursion_limit = 52, recursion_headroom = 56, tracing = 60, what_event = 64, current_frame = 72, c_profilefunc = 80, c_tracefunc = 88, c_profileobj = 96, c_traceobj = 104, current_exception = 112, exc_info = 120, dict = 128, gilstate_counter = 136, async_exc = 144, thread_id = 152, native_thread_id = 160, delete_later = 168, critical_section = 176, coroutine_origin_tracking_depth = 184, async_gen_firstiter = 192, async_gen_finalizer = 200, context = 208, context_ver = 216, id = 224, datastack_chunk = 232, datastack_top = 240, datastack_limit = 248, exc_state = 256, current_executor = 272, dict_global_version = 280, threading_local_key = 288, threading_local_sentinel = 296, remote_debugger_support = 304, datastack_cached_chunk = 824, }
PyThreadState__status 4 4 { }
PyTracebackObject 56 8 { ob_base = 0, tb_next = 32, tb_frame = 40, tb_lasti = 48, tb_lineno = 52, }
PyTupleObject 56 8 { ob_base = 0, ob_hash = 40, ob_item = 48, }
PyTypeObject 432 8 { ob_base = 0, tp_name = 40, tp_basicsize = 48, tp_itemsize = 56, tp_dealloc = 64, tp_vectorcall_offset = 72, tp_getattr = 80, tp_setattr = 88, tp_as_async = 96, tp_repr = 104, tp_as_number = 112, tp_as_sequence = 120, tp_as_mapping = 128, tp_hash = 136, tp_call = 144, tp_str = 152, tp_getattro = 160, tp_setattro = 168, tp_as_buffer = 176, tp_flags = 184, tp_doc = 192, tp_traverse = 200, tp_clear = 208, tp_richcompare = 216, tp_weaklistoffset = 224, tp_iter = 232, tp_iternext = 240, tp_methods = 248, tp_members = 256, tp_getset = 264, tp_base = 272, tp_dict = 280, tp_descr_get = 288, tp_descr_set = 296, tp_dictoffset = 304, tp_init = 312, tp_alloc = 320, tp_new = 328, tp_free = 336, tp_is_gc = 344, tp_bases = 352, tp_mro = 360, tp_cache = 368, tp_subclasses = 376, tp_weaklist = 384, tp_del = 392, tp_version_tag = 400, tp_finalize = 408, tp_vectorcall = 416, tp_watched = 424, tp_versions_used = 426, }
PyType_Slot 16 8 { slot = 0, pfunc = 8, }
PyType_Spec 32 8 { name = 0, basicsize = 8, itemsize = 12, flags = 16, slots = 24, }
PyUnicodeErrorObject 128 8 { ob_base = 0, dict = 32, args = 40, notes = 48, traceback = 56, context = 64, cause = 72, suppress_context = 80, encoding = 88, object = 96, start = 104, end = 112, reason = 120, }
PyUnicodeObject 80 8 { _base = 0, data = 72, }
PyUnicodeObject_data 8 8 { any = 0, latin1 = 0, ucs2 = 0, ucs4 = 0, }
PyVarObject 40 8 { ob_base = 0, ob_size = 32, }
PyWeakReference 88 8 { ob_base = 0, wr_object = 32, wr_callback = 40, hash = 48, wr_prev = 56, wr_next = 64, vectorcall = 72, weakrefs_lock = 80, }
PyWideStringList 16 8 { length = 0, items = 8, }
PyWrapperDescrObject 72 8 { d_common = 0, d_base = 56, d_wrapped = 64, }
Py_buffer 80 8 { buf = 0, obj = 8, len = 16, itemsize = 24, readonly = 32, ndim = 36, format = 40, shape = 48, strides = 56, suboffsets = 64, internal = 72, }
Py_complex 16 8 { real = 0, imag = 8, }
Py_tss_t 8 4 { _is_initialized = 0, _key = 4, }
_PyArg_Parser 72 8 { format = 0, keywords = 8, fname = 16, custom_msg = 24, once = 32, is_kwtuple_owned = 36, pos = 40, min = 44, max = 48, kwtuple = 56, next = 64, }
_PyArgv 32 8 { argc = 0, use_bytes_argv = 8, bytes_argv = 16, wchar_argv = 24, }
_PyAttrCache 8 2 { counter = 0, version = 2, index = 6, }
_PyBinaryOpCache 10 2 { counter = 0, external_cache = 2, }
_PyBinaryOpSpecializationDescr 24 8 { oparg = 0, guard = 8, action = 16, }
_PyBloomFilter 32 4 { bits = 0, }
_PyBytesWriter 552 8 { buffer = 0, allocated = 8, min_size = 16, use_bytearray = 24, overallocate = 28, use_small_buffer = 32, small_buffer = 36, }
_PyBytes_data_t 16 8 { bytes = 0, len = 8, }
_PyCStackRef 16 8 { r#ref = 0, next = 8, }
_PyCallCache 6 2 { counter = 0, func_version = 2, }
_PyCoCached 32 8 { _co_code = 0, _co_varnames = 8, _co_cellvars = 16, _co_freevars = 24, }
_PyCoLineInstrumentationData 2 1 { bytes_per_entry = 0, data = 1, }
_PyCoMonitoringData 128 8 { local_monitors = 0, active_monitors = 11, tools = 24, tool_versions = 32, lines = 96, line_tools = 104, per_instruction_opcodes = 112, per_instruction_tools = 120, }
_PyCode8 240 8 { ob_base = 0, co_consts = 40, co_names = 48, co_exceptiontable = 56, co_flags = 64, co_argcount = 68, co_posonlyargcount = 72, co_kwonlyargcount = 76, co_stacksize = 80, co_firstlineno = 84, co_nlocalsplus = 88, co_framesize = 92, co_nlocals = 96, co_ncellvars = 100, co_nfreevars = 104, co_version = 108, co_localsplusnames = 112, co_localspluskinds = 120, co_filename = 128, co_name = 136, co_qualname = 144, co_linetable = 152, co_weakreflist = 160, co_executors = 168, _co_cached = 176, _co_instrumentation_version = 184, _co_monitoring = 192, _co_unique_id = 200, _co_firsttraceable = 208, co_extra = 216, co_tlbc = 224, co_code_adaptive = 232, }
_PyCodeArray 16 8 { size = 0, entries = 8, }
_PyCodeConstructor 112 8 { filename = 0, name = 8, qualname = 16, flags = 24, code = 32, firstlineno = 40, linetable = 48, consts = 56, names = 64, localsplusnames = 72, localspluskinds = 80, argcount = 88, posonlyargcount = 92, kwonlyargcount = 96, stacksize = 100, exceptiontable = 104, }
_PyCode_var_counts_t 92 4 { total = 0, locals = 4, numfree = 60, unbound = 64, }
_PyCompareOpCache 2 2 { counter = 0, }
_PyContainsOpCache 2 2 { counter = 0, }
_PyContextTokenMissing 32 8 { ob_base = 0, }
_PyDateTime_BaseDateTime 56 8 { ob_base = 0, hashcode = 32, hastzinfo = 40, data = 41, }
_PyDateTime_BaseTZInfo 48 8 { ob_base = 0, hashcode = 32, hastzinfo = 40, }
_PyDateTime_BaseTime 48 8 { ob_base = 0, hashcode = 32, hastzinfo = 40, data = 41, }
_PyDictViewObject 40 8 { ob_base = 0, dv_dict = 32, }
_PyErr_StackItem 16 8 { exc_value = 0, previous_item = 8, }
_PyExecutorArray 16 8 { size = 0, capacity = 4, executors = 8, }
_PyExecutorLinkListNode 16 8 { next = 0, previous = 8, }
_PyExecutorObject 160 8 { ob_base = 0, trace = 40, vm_data = 48, exit_count = 112, code_size = 116, jit_size = 120, jit_code = 128, jit_side_entry = 136, exits = 144, }
_PyExitData 16 8 { target = 0, temperature = 4, executor = 8, }
_PyForIterCache 2 2 { counter = 0, }
_PyIndexHeap 24 8 { values = 0, size = 8, capacity = 16, }
_PyIndexPool 40 8 { mutex = 0, free_indices = 8, next_index = 32, tlbc_generation = 36, }
_PyInterpreterFrame 88 8 { f_executable = 0, previous = 8, f_funcobj = 16, f_globals = 24, f_builtins = 32, f_locals = 40, frame_obj = 48, instr_ptr = 56, stackpointer = 64, tlbc_index = 72, return_offset = 76, owner = 78, visited = 79, localsplus = 80, }
_PyListIterObject 48 8 { ob_base = 0, it_index = 32, it_seq = 40, }
_PyLoadGlobalCache 8 2 { counter = 0, module_keys_version = 2, builtin_keys_version = 4, index = 6, }
_PyLoadMethodCache 18 2 { counter = 0, type_version = 2, anon0.keys_version = 6, anon0.dict_offset = 6, descr = 10, }
_PyLongValue 16 8 { lv_tag = 0, ob_digit = 8, }
_PyManagedBufferObject 128 8 { ob_base = 0, flags = 32, exports = 40, master = 48, }
_PyObjectStack 8 8 { head = 0, }
_PyObjectStackChunk 2048 8 { prev = 0, n = 8, objs = 16, }
_PyOnceFlag 1 1 { v = 0, }
_PyPerf_Callbacks 24 8 { init_state = 0, write_state = 8, free_state = 16, }
_PyPreCmdline 48 8 { argv = 0, xoptions = 16, isolated = 32, use_environment = 36, dev_mode = 40, warn_default_encoding = 44, }
_PyRWMutex 8 8 { bits = 0, }
_PyRangeIterObject 56 8 { ob_base = 0, start = 32, step = 40, len = 48, }
_PyRawMutex 8 8 { v = 0, }
_PyRecursiveMutex 24 8 { mutex = 0, thread = 8, level = 16, }
_PyRemoteDebuggerSupport 516 4 { debugger_pending_call = 0, debugger_script_path = 4, }
_PyRuntimeState 362368 64 { debug_offsets = 0, _initialized = 760, preinitializing = 764, preinitialized = 768, core_initialized = 772, initialized = 776, _finalizing = 784, _finalizing_id = 792, interpreters = 800, main_thread = 832, main_tstate = 840, xi = 848, allocators = 872, obmalloc = 1176, pyhash_state = 1192, threads = 1216, signals = 1256, autoTSSkey = 2336, trashTSSkey = 2344, orig_argv = 2352, parser = 2368, atexit = 2432, imports = 2704, ceval = 2744, gilstate = 10088, getargs = 10104, fileutils = 10112, faulthandler = 10120, tracemalloc = 10296, ref_tracer = 10528, stoptheworld_mutex = 10544, stoptheworld = 10552, preconfig = 10576, open_code_hook = 10616, open_code_userdata = 10624, audit_hooks = 10632, object_state = 10648, float_state = 10652, unicode_state = 10664, types = 10680, time = 14048, cached_objects = 14056, static_objects = 14064, _main_interpreter = 115648, }
_PyRuntimeState_audit_hooks 16 8 { mutex = 0, head = 8, }
_PySemaphore 32 8 { platform_sem = 0, }
_PySendCache 2 2 { counter = 0, }
_PySeqLock 4 4 { sequence = 0, }
_PyStackChunk 32 8 { previous = 0, size = 8, top = 16, data = 24, }
_PyStackRef 8 8 { bits = 0, }
_PyStoreSubscrCache 2 2 { counter = 0, }
_PySuperAttrCache 2 2 { counter = 0, }
_PyThreadStateImpl 15608 8 { base = 0, refcount = 832, c_stack_top = 840, c_stack_soft_limit = 848, c_stack_hard_limit = 856, asyncio_running_loop = 864, asyncio_running_task = 872, asyncio_tasks_head = 880, qsbr = 896, mem_free_queue = 904, c_stack_refs = 920, gc = 928, mimalloc = 936, freelists = 14832, brc = 15456, refcounts = 15496, tlbc_index = 15520, suppress_co_const_immortalization = 15524, c_stack_init_base = 15528, c_stack_init_top = 15536, __padding = 15544, }
_PyThreadStateImpl_refcounts 24 8 { values = 0, size = 8, is_finalized = 16, }
_PyTimeFraction 16 8 { numer = 0, denom = 8, }
_PyToBoolCache 6 2 { counter = 0, version = 2, }
_PyTraceMalloc_Config 12 4 { initialized = 0, tracing = 4, max_nframe = 8, }
_PyTupleIterObject 48 8 { ob_base = 0, it_index = 32, it_seq = 40, }
_PyUOpInstruction 24 8 { oparg = 2, anon0.target = 4, anon0.anon0.jump_target = 4, anon0.anon0.error_target = 6, operand0 = 8, operand1 = 16, }
_PyUnicodeObject_state 4 4 { interned = 0, }
_PyUnicodeWriter 56 8 { buffer = 0, data = 8, kind = 16, maxchar = 20, size = 24, pos = 32, min_length = 40, min_char = 48, overallocate = 52, readonly = 53, }
_PyUnicode_Name_CAPI 16 8 { getname = 0, getcode = 8, }
_PyUnpackSequenceCache 2 2 { counter = 0, }
_PyVMData 64 8 { opcode = 0, oparg = 1, warm = 3, index = 4, bloom = 8, links = 40, code = 56, }
_PyXIData_getdata_t 16 8 { basic = 0, fallback = 8, }
_PyXIData_lookup_t 24 8 { registry = 0, }
_PyXIData_registry_t 24 8 { global = 0, initialized = 4, mutex = 8, head = 16, }
_PyXIData_regitem_t 56 8 { prev = 0, next = 8, cls = 16, weakref = 24, refcount = 32, getdata = 40, }
_PyXIData_t 40 8 { data = 0, obj = 8, interpid = 16, new_object = 24, free = 32, }
_PyXI_excinfo 48 8 { r#type = 0, msg = 32, errdisplay = 40, }
_PyXI_global_state_t 24 8 { data_lookup = 0, }
_PyXI_session_result 24 8 { preserved = 0, excinfo = 8, errcode = 16, }
_PyXI_state_t 48 8 { data_lookup = 0, exceptions = 24, }
_Py_AuditHookEntry 24 8 { next = 0, hookCFunction = 8, userData = 16, }
_Py_BackoffCounter 2 2 { value_and_backoff = 0, }
_Py_CODEUNIT 2 2 { cache = 0, op = 0, counter = 0, }
_Py_CODEUNIT_op 2 1 { code = 0, arg = 1, }
_Py_DebugOffsets 760 8 { cookie = 0, version = 8, free_threaded = 16, runtime_state = 24, interpreter_state = 48, thread_state = 176, interpreter_frame = 248, code_object = 312, pyobject = 400, type_object = 416, tuple_object = 448, list_object = 472, set_object = 496, dict_object = 528, float_object = 552, long_object = 568, bytes_object = 592, unicode_object = 616, gc = 648, gen_object = 664, llist_node = 696, debugger_support = 712, }
_Py_GlobalMonitors 16 1 { tools = 0, }
_Py_HashSecret_t 24 8 { uc = 0, fnv = 0, siphash = 0, djbx33a = 0, expat = 0, }
_Py_HashSecret_t_djbx33a 24 8 { padding = 0, suffix = 16, }
_Py_HashSecret_t_expat 24 8 { hashsalt16 = 0, hashsalt = 16, }
_Py_HashSecret_t_fnv 16 8 { prefix = 0, suffix = 8, }
_Py_HashSecret_t_siphash 16 8 { k0 = 0, k1 = 8, }
_Py_Identifier 24 8 { string = 0, index = 8, mutex = 16, }
_Py_Identifier_mutex 1 1 { v = 0, }
_Py_LocalMonitors 11 1 { tools = 0, }
_Py_SpecialMethod 24 8 { name = 0, error = 8, error_suggestion = 16, }
_Py_UOpsAbstractFrame 32 8 { stack_len = 0, locals_len = 4, stack_pointer = 8, stack = 16, locals = 24, }
_Py_cached_objects 8 8 { interned_strings = 0, }
_Py_clock_info_t 24 8 { implementation = 0, monotonic = 8, adjustable = 12, resolution = 16, }
_Py_dict_state 72 8 { next_keys_version = 0, watcher_mutex = 4, watcher_setup_once = 5, watchers = 8, }
_Py_exc_state 32 8 { errnomap = 0, memerrors_freelist = 8, memerrors_numfree = 16, memerrors_lock = 20, PyExc_ExceptionGroup = 24, }
_Py_ext_module_loader_info 64 8 { filename = 0, filename_encoded = 8, name = 16, name_encoded = 24, path = 32, origin = 40, hook_prefix = 48, newcontext = 56, }
_Py_ext_module_loader_result 48 8 { def = 0, module = 8, kind = 16, err = 24, _err = 32, }
_Py_ext_module_loader_result_error 16 8 { kind = 0, exc = 8, }
_Py_float_runtime_state 8 4 { float_format = 0, double_format = 4, }
_Py_freelist 16 8 { freelist = 0, size = 8, }
_Py_freelists 624 8 { floats = 0, ints = 16, tuples = 32, lists = 352, list_iters = 368, tuple_iters = 384, dicts = 400, dictkeys = 416, slices = 432, ranges = 448, range_iters = 464, contexts = 480, async_gens = 496, async_gen_asends = 512, futureiters = 528, object_stack_chunks = 544, unicode_writers = 560, pycfunctionobject = 576, pycmethodobject = 592, pymethodobjects = 608, }
_Py_global_strings 72392 8 { literals = 0, identifiers = 1600, ascii = 53960, latin1 = 62152, }
_Py_global_strings_identifiers 52360 8 { _py_CANCELLED = 0, _py_FINISHED = 72, _py_False = 144, _py_JSONDecodeError = 208, _py_PENDING = 280, _py_Py_Repr = 344, _py_TextIOWrapper = 408, _py_True = 480, _py_WarningMessage = 544, _py__WindowsConsoleIO = 616, _py___IOBase_closed = 696, _py___abc_tpflags__ = 768, _py___abs__ = 840, _py___abstractmethods__ = 904, _py___add__ = 984, _py___aenter__ = 1048, _py___aexit__ = 1120, _py___aiter__ = 1192, _py___all__ = 1264, _py___and__ = 1328, _py___anext__ = 1392, _py___annotate__ = 1464, _py___annotate_func__ = 1536, _py___annotations__ = 1616, _py___annotations_cache__ = 1688, _py___args__ = 1768, _py___await__ = 1840, _py___bases__ = 1912, _py___bool__ = 1984, _py___buffer__ = 2056, _py___build_class__ = 2128, _py___builtins__ = 2200, _py___bytes__ = 2272, _py___call__ = 2344, _py___cantrace__ = 2416, _py___ceil__ = 2488, _py___class__ = 2560, _py___class_getitem__ = 2632, _py___classcell__ = 2712, _py___classdict__ = 2784, _py___classdictcell__ = 2856, _py___complex__ = 2936, _py___conditional_annotations__ = 3008, _py___contains__ = 3096, _py___ctypes_from_outparam__ = 3168, _py___del__ = 3256, _py___delattr__ = 3320, _py___delete__ = 3392, _py___delitem__ = 3464, _py___dict__ = 3536, _py___dictoffset__ = 3608, _py___dir__ = 3680, _py___divmod__ = 3744, _py___doc__ = 3816, _py___enter__ = 3880, _py___eq__ = 3952, _py___exit__ = 4016, _py___file__ = 4088, _py___firstlineno__ = 4160, _py___float__ = 4232, _py___floor__ = 4304, _py___floordiv__ = 4376, _py___format__ = 4448, _py___fspath__ = 4520, _py___ge__ = 4592, _py___get__ = 4656, _py___getattr__ = 4720, _py___getattribute__ = 4792, _py___getinitargs__ = 4872, _py___getitem__ = 4944, _py___getnewargs__ = 5016, _py___getnewargs_ex__ = 5088, _py___getstate__ = 5168, _py___gt__ = 5240, _py___hash__ = 5304, _py___iadd__ = 5376, _py___iand__ = 5448, _py___ifloordiv__ = 5520, _py___ilshift__ = 5592, _py___imatmul__ = 5664, _py___imod__ = 5736, _py___import__ = 5808, _py___imul__ = 5880, _py___index__ = 5952, _py___init__ = 6024, _py___init_subclass__ = 6096, _py___instancecheck__ = 6176, _py___int__ = 6256, _py___invert__ = 6320, _py___ior__ = 6392, _py___ipow__ = 6456, _py___irshift__ = 6528, _py___isabstractmethod__ = 6600, _py___isub__ = 6680, _py___iter__ = 6752, _py___itruediv__ = 6824, _py___ixor__ = 6896, _py___le__ = 6968, _py___len__ = 7032, _py___length_hint__ = 7096, _py___lltrace__ = 7168, _py___loader__ = 7240, _py___lshift__ = 7312, _py___lt__ = 7384, _py___main__ = 7448, _py___match_args__ = 7520, _py___matmul__ = 7592, _py___missing__ = 7664, _py___mod__ = 7736, _py___module__ = 7800, _py___mro_entries__ = 7872, _py___mul__ = 7944, _py___name__ = 8008, _py___ne__ = 8080, _py___neg__ = 8144, _py___new__ = 8208, _py___newobj__ = 8272, _py___newobj_ex__ = 8344, _py___next__ = 8416, _py___notes__ = 8488, _py___or__ = 8560, _py___orig_class__ = 8624, _py___origin__ = 8696, _py___package__ = 8768, _py___parameters__ = 8840, _py___path__ = 8912, _py___pos__ = 8984, _py___pow__ = 9048, _py___prepare__ = 9112, _py___qualname__ = 9184, _py___radd__ = 9256, _py___rand__ = 9328, _py___rdivmod__ = 9400, _py___reduce__ = 9472, _py___reduce_ex__ = 9544, _py___release_buffer__ = 9616, _py___repr__ = 9696, _py___reversed__ = 9768, _py___rfloordiv__ = 9840, _py___rlshift__ = 9912, _py___rmatmul__ = 9984, _py___rmod__ = 10056, _py___rmul__ = 10128, _py___ror__ = 10200, _py___round__ = 10264, _py___rpow__ = 10336, _py___rrshift__ = 10408, _py___rshift__ = 10480, _py___rsub__ = 10552, _py___rtruediv__ = 10624, _py___rxor__ = 10696, _py___set__ = 10768, _py___set_name__ = 10832, _py___setattr__ = 10904, _py___setitem__ = 10976, _py___setstate__ = 11048, _py___sizeof__ = 11120, _py___slotnames__ = 11192, _py___slots__ = 11264, _py___spec__ = 11336, _py___static_attributes__ = 11408, _py___str__ = 11488, _py___sub__ = 11552, _py___subclasscheck__ = 11616, _py___subclasshook__ = 11696, _py___truediv__ = 11776, _py___trunc__ = 11848, _py___type_params__ = 11920, _py___typing_is_unpacked_typevartuple__ = 11992, _py___typing_prepare_subst__ = 12088, _py___typing_subst__ = 12176, _py___typing_unpacked_tuple_args__ = 12256, _py___warningregistry__ = 12344, _py___weaklistoffset__ = 12424, _py___weakref__ = 12504, _py___xor__ = 12576, _py__abc_impl = 12640, _py__abstract_ = 12712, _py__active = 12784, _py__anonymous_ = 12848, _py__argtypes_ = 12920, _py__as_parameter_ = 12992, _py__asyncio_future_blocking = 13064, _py__blksize = 13152, _py__bootstrap = 13224, _py__check_retval_ = 13296, _py__dealloc_warn = 13368, _py__feature_version = 13440, _py__field_types = 13520, _py__fields_ = 13592, _py__filters = 13664, _py__finalizing = 13736, _py__find_and_load = 13808, _py__fix_up_module = 13880, _py__flags_ = 13952, _py__get_sourcefile = 14016, _py__handle_fromlist = 14088, _py__initializing = 14168, _py__internal_use = 14240, _py__io = 14312, _py__is_text_encoding = 14376, _py__isatty_open_only = 14456, _py__length_ = 14536, _py__limbo = 14608, _py__lock_unlock_module = 14672, _py__loop = 14752, _py__needs_com_addref_ = 14816, _py__only_immortal = 14896, _py__restype_ = 14968, _py__showwarnmsg = 15040, _py__shutdown = 15112, _py__slotnames = 15184, _py__strptime = 15256, _py__strptime_datetime_date = 15328, _py__strptime_datetime_datetime = 15408, _py__strptime_datetime_time = 15496, _py__type_ = 15576, _py__uninitialized_submodules = 15640, _py__warn_unawaited_coroutine = 15728, _py__xoptions = 15816, _py_abs_tol = 15888, _py_access = 15952, _py_aclose = 16016, _py_add = 16080, _py_add_done_callback = 16144, _py_after_in_child = 16224, _py_after_in_parent = 16296, _py_aggregate_class = 16368, _py_alias = 16440, _py_align = 16504, _py_all = 16568, _py_all_threads = 16632, _py_allow_code = 16704, _py_any = 16776, _py_append = 16840, _py_arg = 16904, _py_argdefs = 16968, _py_args = 17032, _py_arguments = 17096, _py_argv = 17168, _py_as_integer_ratio = 17232, _py_asend = 17312, _py_ast = 17376, _py_athrow = 17440, _py_attribute = 17504, _py_authorizer_callback = 17576, _py_autocommit = 17656, _py_backtick = 17728, _py_base = 17800, _py_before = 17864, _py_big = 17928, _py_binary_form = 17992, _py_bit_offset = 18064, _py_bit_size = 18136, _py_block = 18208, _py_bound = 18272, _py_buffer = 18336, _py_buffer_callback = 18400, _py_buffer_size = 18472, _py_buffering = 18544, _py_buffers = 18616, _py_bufsize = 18680, _py_builtins = 18744, _py_byte_offset = 18816, _py_byte_size = 18888, _py_byteorder = 18960, _py_bytes = 19032, _py_bytes_per_sep = 19096, _py_c_call = 19168, _py_c_exception = 19232, _py_c_parameter_type = 19304, _py_c_return = 19384, _py_cached_datetime_module = 19456, _py_cached_statements = 19536, _py_cadata = 19616, _py_cafile = 19680, _py_call = 19744, _py_call_exception_handler = 19808, _py_call_soon = 19888, _py_callback = 19960, _py_cancel = 20032, _py_capath = 20096, _py_category = 20160, _py_cb_type = 20232, _py_certfile = 20296, _py_check_same_thread = 20368, _py_clear = 20448, _py_close = 20512, _py_closed = 20576, _py_closefd = 20640, _py_closure = 20704, _py_co_argcount = 20768, _py_co_cellvars = 20840, _py_co_code = 20912, _py_co_consts = 20976, _py_co_exceptiontable = 21048, _py_co_filename = 21128, _py_co_firstlineno = 21200, _py_co_flags = 21272, _py_co_freevars = 21344, _py_co_kwonlyargcount = 21416, _py_co_linetable = 21496, _py_co_name = 21568, _py_co_names = 21632, _py_co_nlocals = 21704, _py_co_posonlyargcount = 21776, _py_co_qualname = 21856, _py_co_stacksize = 21928, _py_co_varnames = 22000, _py_code = 22072, _py_col_offset = 22136, _py_command = 22208, _py_comment_factory = 22272, _py_compile_mode = 22344, _py_consts = 22416, _py_context = 22480, _py_contravariant = 22544, _py_conversion = 22616, _py_cookie = 22688, _py_copy = 22752, _py_copyreg = 22816, _py_coro = 22880, _py_count = 22944, _py_covariant = 23008, _py_cwd = 23080, _py_d_parameter_type = 23144, _py_data = 23224, _py_database = 23288, _py_day = 23360, _py_debug = 23424, _py_decode = 23488, _py_decoder = 23552, _py_default = 23616, _py_defaultaction = 23680, _py_delete = 23752, _py_depth = 23816, _py_desired_access = 23880, _py_detect_types = 23952, _py_deterministic = 24024, _py_device = 24096, _py_dict = 24160, _py_dictcomp = 24224, _py_difference_update = 24296, _py_digest = 24376, _py_digest_size = 24440, _py_digestmod = 24512, _py_dir_fd = 24584, _py_discard = 24648, _py_dispatch_table = 24712, _py_displayhook = 24784, _py_dklen = 24856, _py_doc = 24920, _py_done = 24984, _py_dont_inherit = 25048, _py_dst = 25120, _py_dst_dir_fd = 25184, _py_eager_start = 25256, _py_effective_ids = 25328, _py_element_factory = 25400, _py_encode = 25472, _py_encoding = 25536, _py_end = 25608, _py_end_col_offset = 25672, _py_end_lineno = 25744, _py_end_offset = 25816, _py_endpos = 25888, _py_entrypoint = 25952, _py_env = 26024, _py_errors = 26088, _py_event = 26152, _py_eventmask = 26216, _py_exc_type = 26288, _py_exc_value = 26360, _py_excepthook = 26432, _py_exception = 26504, _py_existing_file_name = 26576, _py_exp = 26656, _py_expression = 26720, _py_extend = 26792, _py_extra_tokens = 26856, _py_facility = 26928, _py_factory = 27000, _py_false = 27064, _py_family = 27128, _py_fanout = 27192, _py_fd = 27256, _py_fd2 = 27320, _py_fdel = 27384, _py_fget = 27448, _py_fields = 27512, _py_file = 27576, _py_file_actions = 27640, _py_filename = 27712, _py_fileno = 27784, _py_filepath = 27848, _py_fillvalue = 27920, _py_filter = 27992, _py_filters = 28056, _py_final = 28120, _py_find_class = 28184, _py_fix_imports = 28256, _py_flags = 28328, _py_flush = 28392, _py_fold = 28456, _py_follow_symlinks = 28520, _py_format = 28592, _py_format_spec = 28656, _py_frame_buffer = 28728, _py_from_param = 28800, _py_fromlist = 28872, _py_fromtimestamp = 28944, _py_fromutc = 29016, _py_fset = 29080, _py_func = 29144, _py_future = 29208, _py_generation = 29272, _py_genexpr = 29344, _py_get = 29408, _py_get_debug = 29472, _py_get_event_loop = 29544, _py_get_loop = 29616, _py_get_source = 29688, _py_getattr = 29760, _py_getstate = 29824, _py_gid = 29896, _py_globals = 29960, _py_groupindex = 30024, _py_groups = 30096, _py_handle = 30160, _py_handle_seq = 30224, _py_has_location = 30296, _py_hash_name = 30368, _py_header = 30440, _py_headers = 30504, _py_hi = 30568, _py_hook = 30632, _py_hour = 30696, _py_id = 30760, _py_ident = 30824, _py_identity_hint = 30888, _py_ignore = 30960, _py_imag = 31024, _py_importlib = 31088, _py_in_fd = 31160, _py_incoming = 31224, _py_index = 31296, _py_indexgroup = 31360, _py_inf = 31432, _py_infer_variance = 31496, _py_inherit_handle = 31568, _py_inheritable = 31640, _py_initial = 31712, _py_initial_bytes = 31776, _py_initial_owner = 31848, _py_initial_state = 31920, _py_initial_value = 31992, _py_initval = 32064, _py_inner_size = 32128, _py_input = 32200, _py_insert_comments = 32264, _py_insert_pis = 32336, _py_instructions = 32408, _py_intern = 32480, _py_intersection = 32544, _py_interval = 32616, _py_io = 32688, _py_is_compress = 32752, _py_is_raw = 32824, _py_is_running = 32888, _py_is_struct = 32960, _py_isatty = 33032, _py_isinstance = 33096, _py_isoformat = 33168, _py_isolation_level = 33240, _py_istext = 33312, _py_item = 33376, _py_items = 33440, _py_iter = 33504, _py_iterable = 33568, _py_iterations = 33640, _py_join = 33712, _py_jump = 33776, _py_keepends = 33840, _py_key = 33912, _py_keyfile = 33976, _py_keys = 34040, _py_kind = 34104, _py_kw = 34168, _py_kw1 = 34232, _py_kw2 = 34296, _py_kwdefaults = 34360, _py_label = 34432, _py_lambda = 34496, _py_last = 34560, _py_last_exc = 34624, _py_last_node = 34696, _py_last_traceback = 34768, _py_last_type = 34840, _py_last_value = 34912, _py_latin1 = 34984, _py_leaf_size = 35048, _py_len = 35120, _py_length = 35184, _py_level = 35248, _py_limit = 35312, _py_line = 35376, _py_line_buffering = 35440, _py_lineno = 35512, _py_listcomp = 35576, _py_little = 35648, _py_lo = 35712, _py_locale = 35776, _py_locals = 35840, _py_logoption = 35904, _py_loop = 35976, _py_manual_reset = 36040, _py_mapping = 36112, _py_match = 36176, _py_max_length = 36240, _py_maxdigits = 36312, _py_maxevents = 36384, _py_maxlen = 36456, _py_maxmem = 36520, _py_maxsplit = 36584, _py_maxvalue = 36656, _py_memLevel = 36728, _py_memlimit = 36800, _py_message = 36872, _py_metaclass = 36936, _py_metadata = 37008, _py_method = 37080, _py_microsecond = 37144, _py_milliseconds = 37216, _py_minute = 37288, _py_mod = 37352, _py_mode = 37416, _py_module = 37480, _py_module_globals = 37544, _py_modules = 37616, _py_month = 37680, _py_mro = 37744, _py_msg = 37808, _py_mutex = 37872, _py_mycmp = 37936, _py_n_arg = 38000, _py_n_fields = 38064, _py_n_sequence_fields = 38136, _py_n_unnamed_fields = 38216, _py_name = 38296, _py_name_from = 38360, _py_namespace_separator = 38432, _py_namespaces = 38512, _py_narg = 38584, _py_ndigits = 38648, _py_nested = 38712, _py_new_file_name = 38776, _py_new_limit = 38848, _py_newline = 38920, _py_newlines = 38984, _py_next = 39056, _py_nlocals = 39120, _py_node_depth = 39184, _py_node_offset = 39256, _py_ns = 39328, _py_nstype = 39392, _py_nt = 39456, _py_null = 39520, _py_number = 39584, _py_obj = 39648, _py_object = 39712, _py_offset = 39776, _py_offset_dst = 39840, _py_offset_src = 39912, _py_on_type_read = 39984, _py_onceregistry = 40056, _py_only_active_thread = 40128, _py_only_keys = 40208, _py_oparg = 40280, _py_opcode = 40344, _py_open = 40408, _py_opener = 40472, _py_operation = 40536, _py_optimize = 40608, _py_options = 40680, _py_order = 40744, _py_origin = 40808, _py_out_fd = 40872, _py_outgoing = 40936, _py_outpath = 41008, _py_overlapped = 41072, _py_owner = 41144, _py_pages = 41208, _py_parameter = 41272, _py_parent = 41344, _py_password = 41408, _py_path = 41480, _py_pattern = 41544, _py_peek = 41608, _py_persistent_id = 41672, _py_persistent_load = 41744, _py_person = 41816, _py_pi_factory = 41880, _py_pid = 41952, _py_policy = 42016, _py_pos = 42080, _py_pos1 = 42144, _py_pos2 = 42208, _py_posix = 42272, _py_print_file_and_line = 42336, _py_priority = 42416, _py_progress = 42488, _py_progress_handler = 42560, _py_progress_routine = 42640, _py_proto = 42720, _py_protocol = 42784, _py_ps1 = 42856, _py_ps2 = 42920, _py_query = 42984, _py_quotetabs = 43048, _py_raw = 43120, _py_read = 43184, _py_read1 = 43248, _py_readable = 43312, _py_readall = 43384, _py_readinto = 43448, _py_readinto1 = 43520, _py_readline = 43592, _py_readonly = 43664, _py_real = 43736, _py_reducer_override = 43800, _py_registry = 43880, _py_rel_tol = 43952, _py_release = 44016, _py_reload = 44080, _py_repl = 44144, _py_replace = 44208, _py_reserved = 44272, _py_reset = 44344, _py_resetids = 44408, _py_return = 44480, _py_reverse = 44544, _py_reversed = 44608, _py_salt = 44680, _py_sched_priority = 44744, _py_scheduler = 44816, _py_script = 44888, _py_second = 44952, _py_security_attributes = 45016, _py_seek = 45096, _py_seekable = 45160, _py_selectors = 45232, _py_self = 45304, _py_send = 45368, _py_sep = 45432, _py_sequence = 45496, _py_server_hostname = 45568, _py_server_side = 45640, _py_session = 45712, _py_setcomp = 45776, _py_setpgroup = 45840, _py_setsid = 45912, _py_setsigdef = 45976, _py_setsigmask = 46048, _py_setstate = 46120, _py_shape = 46192, _py_show_cmd = 46256, _py_signed = 46328, _py_size = 46392, _py_sizehint = 46456, _py_skip_file_prefixes = 46528, _py_sleep = 46608, _py_sock = 46672, _py_sort = 46736, _py_source = 46800, _py_source_traceback = 46864, _py_spam = 46944, _py_src = 47008, _py_src_dir_fd = 47072, _py_stacklevel = 47144, _py_start = 47216, _py_statement = 47280, _py_status = 47352, _py_stderr = 47416, _py_stdin = 47480, _py_stdout = 47544, _py_step = 47608, _py_steps = 47672, _py_store_name = 47736, _py_strategy = 47808, _py_strftime = 47880, _py_strict = 47952, _py_strict_mode = 48016, _py_string = 48088, _py_sub_key = 48152, _py_subcalls = 48216, _py_symmetric_difference_update = 48288, _py_tabsize = 48376, _py_tag = 48440, _py_target = 48504, _py_target_is_directory = 48568, _py_task = 48648, _py_tb_frame = 48712, _py_tb_lasti = 48784, _py_tb_lineno = 48856, _py_tb_next = 48928, _py_tell = 48992, _py_template = 49056, _py_term = 49128, _py_text = 49192, _py_threading = 49256, _py_throw = 49328, _py_timeout = 49392, _py_timer = 49456, _py_times = 49520, _py_timetuple = 49584, _py_timeunit = 49656, _py_top = 49728, _py_trace_callback = 49792, _py_traceback = 49864, _py_trailers = 49936, _py_translate = 50008, _py_true = 50080, _py_truncate = 50144, _py_twice = 50216, _py_txt = 50280, _py_type = 50344, _py_type_params = 50408, _py_tz = 50480, _py_tzinfo = 50544, _py_tzname = 50608, _py_uid = 50672, _py_unlink = 50736, _py_unraisablehook = 50800, _py_uri = 50872, _py_usedforsecurity = 50936, _py_value = 51008, _py_values = 51072, _py_version = 51136, _py_volume = 51200, _py_wait_all = 51264, _py_warn_on_full_buffer = 51336, _py_warnings = 51416, _py_warnoptions = 51488, _py_wbits = 51560, _py_week = 51624, _py_weekday = 51688, _py_which = 51752, _py_who = 51816, _py_withdata = 51880, _py_writable = 51952, _py_write = 52024, _py_write_through = 52088, _py_year = 52160, _py_zdict = 52224, _py_zstd_dict = 52288, }
_Py_global_strings_literals 1600 8 { _py_anon_dictcomp = 0, _py_anon_genexpr = 72, _py_anon_lambda = 144, _py_anon_listcomp = 216, _py_anon_module = 288, _py_anon_null = 360, _py_anon_setcomp = 424, _py_anon_string = 496, _py_anon_unknown = 568, _py_dbl_close_br = 640, _py_dbl_open_br = 704, _py_dbl_percent = 768, _py_defaults = 832, _py_dot_locals = 904, _py_empty = 976, _py_format = 1040, _py_generic_base = 1104, _py_json_decoder = 1176, _py_kwdefaults = 1248, _py_list_err = 1320, _py_str_replace_inf = 1400, _py_type_params = 1464, _py_utf_8 = 1536, }
_Py_hashtable_allocator_t 16 8 { malloc = 0, free = 8, }
_Py_hashtable_entry_t 32 8 { _Py_slist_item = 0, key_hash = 8, key = 16, value = 24, }
_Py_hashtable_t 80 8 { nentries = 0, nbuckets = 8, buckets = 16, get_entry_func = 24, hash_func = 32, compare_func = 40, key_destroy_func = 48, value_destroy_func = 56, alloc = 64, }
_Py_interp_cached_objects 168 8 { interned_mutex = 0, interned_strings = 8, objreduce = 16, type_slots_pname = 24, type_slots_ptrs = 32, generic_type = 112, typevar_type = 120, typevartuple_type = 128, paramspec_type = 136, paramspecargs_type = 144, paramspeckwargs_type = 152, constevaluator_type = 160, }
_Py_interp_static_objects 168 8 { singletons = 0, }
_Py_interp_static_objects_singletons 168 8 { _not_used = 0, _hamt_empty_gc_not_used = 8, hamt_empty = 24, last_resort_memory_error = 80, }
_Py_long_state 4 4 { max_str_digits = 0, }
_Py_mem_interp_free_queue 24 8 { has_work = 0, mutex = 4, head = 8, }
_Py_slist_item_t 8 8 { next = 0, }
_Py_slist_t 8 8 { head = 0, }
_Py_static_objects 101584 8 { singletons = 0, }
_Py_static_objects_singletons 101584 8 { small_ints = 0, bytes_empty = 12576, bytes_characters = 12632, strings = 29016, _tuple_empty_gc_not_used = 101408, tuple_empty = 101424, _hamt_bitmap_node_empty_gc_not_used = 101480, hamt_bitmap_node_empty = 101496, context_token_missing = 101552, }
_Py_static_objects_singletons_bytes_characters 64 8 { ob = 0, eos = 56, }
_Py_time_runtime_state 1 1 { _unused = 0, }
_Py_unicode_fs_codec 32 8 { encoding = 0, utf8 = 8, errors = 16, error_handler = 24, }
_Py_unicode_ids 16 8 { size = 0, array = 8, }
_Py_unicode_runtime_ids 16 8 { mutex = 0, next_index = 8, }
_Py_unicode_runtime_state 16 8 { ids = 0, }
_Py_unicode_state 56 8 { fs_codec = 0, ucnhash_capi = 32, ids = 40, }
_Py_unique_id_entry 8 8 { next = 0, obj = 0, }
_Py_unique_id_pool 32 8 { mutex = 0, table = 8, freelist = 16, size = 24, }
_alias 32 8 { name = 0, asname = 8, lineno = 16, col_offset = 20, end_lineno = 24, end_col_offset = 28, }
_arg 40 8 { arg = 0, annotation = 8, type_comment = 16, lineno = 24, col_offset = 28, end_lineno = 32, end_col_offset = 36, }
_arguments 56 8 { posonlyargs = 0, args = 8, vararg = 16, kwonlyargs = 24, kw_defaults = 32, kwarg = 40, defaults = 48, }
_atexit_runtime_state 272 8 { mutex = 0, callbacks = 8, ncallbacks = 264, }
_brc_bucket 24 8 { mutex = 0, root = 8, }
_brc_state 6168 8 { table = 0, }
_brc_thread_state 40 8 { bucket_node = 0, tid = 16, objects_to_merge = 24, local_objects_to_merge = 32, }
_bytes_object 24 8 { size = 0, ob_size = 8, ob_sval = 16, }
_ceval_runtime_state 7344 8 { perf = 0, pending_mainthread = 104, unused_sys_trace_profile_mutex = 7336, }
_ceval_runtime_state_perf 104 8 { status = 0, perf_trampoline_type = 4, extra_code_index = 8, code_arena = 16, trampoline_api = 24, map_file = 64, persist_after_fork = 72, prev_eval_frame = 80, trampoline_refcount = 88, code_watcher_id = 96, }
_ceval_state 7264 8 { instrumentation_version = 0, recursion_limit = 8, gil = 16, own_gil = 24, pending = 32, }
_code_object 88 8 { size = 0, filename = 8, name = 16, qualname = 24, linetable = 32, firstlineno = 40, argcount = 48, localsplusnames = 56, localspluskinds = 64, co_code_adaptive = 72, co_tlbc = 80, }
_comprehension 32 8 { target = 0, iter = 8, ifs = 16, is_async = 24, }
_debugger_support 48 8 { eval_breaker = 0, remote_debugger_support = 8, remote_debugging_enabled = 16, debugger_pending_call = 24, debugger_script_path = 32, debugger_script_path_size = 40, }
_dict_object 24 8 { size = 0, ma_keys = 8, ma_values = 16, }
_dtoa_state 2440 8 { p5s = 0, freelist = 64, preallocated = 128, preallocated_next = 2432, }
_excepthandler 48 8 { kind = 0, v = 8, lineno = 32, col_offset = 36, end_lineno = 40, end_col_offset = 44, }
_excepthandler_ExceptHandler 24 8 { r#type = 0, name = 8, body = 16, }
_excepthandler_v 24 8 { ExceptHandler = 0, }
_excinfo_type 32 8 { builtin = 0, name = 8, qualname = 16, module = 24, }
_expr 56 8 { kind = 0, v = 8, lineno = 40, col_offset = 44, end_lineno = 48, end_col_offset = 52, }
_expr_Attribute 24 8 { value = 0, attr = 8, ctx = 16, }
_expr_Await 8 8 { value = 0, }
_expr_BinOp 24 8 { left = 0, op = 8, right = 16, }
_expr_BoolOp 16 8 { op = 0, values = 8, }
_expr_Call 24 8 { func = 0, args = 8, keywords = 16, }
_expr_Compare 24 8 { left = 0, ops = 8, comparators = 16, }
_expr_Constant 16 8 { value = 0, kind = 8, }
_expr_Dict 16 8 { keys = 0, values = 8, }
_expr_DictComp 24 8 { key = 0, value = 8, generators = 16, }
_expr_FormattedValue 24 8 { value = 0, conversion = 8, format_spec = 16, }
_expr_GeneratorExp 16 8 { elt = 0, generators = 8, }
_expr_IfExp 24 8 { test = 0, body = 8, orelse = 16, }
_expr_Interpolation 32 8 { value = 0, str = 8, conversion = 16, format_spec = 24, }
_expr_JoinedStr 8 8 { values = 0, }
_expr_Lambda 16 8 { args = 0, body = 8, }
_expr_List 16 8 { elts = 0, ctx = 8, }
_expr_ListComp 16 8 { elt = 0, generators = 8, }
_expr_Name 16 8 { id = 0, ctx = 8, }
_expr_NamedExpr 16 8 { target = 0, value = 8, }
_expr_Set 8 8 { elts = 0, }
_expr_SetComp 16 8 { elt = 0, generators = 8, }
_expr_Slice 24 8 { lower = 0, upper = 8, step = 16, }
_expr_Starred 16 8 { value = 0, ctx = 8, }
_expr_Subscript 24 8 { value = 0, slice = 8, ctx = 16, }
_expr_TemplateStr 8 8 { values = 0, }
_expr_Tuple 16 8 { elts = 0, ctx = 8, }
_expr_UnaryOp 16 8 { op = 0, operand = 8, }
_expr_Yield 8 8 { value = 0, }
_expr_YieldFrom 8 8 { value = 0, }
_expr_v 32 8 { BoolOp = 0, NamedExpr = 0, BinOp = 0, UnaryOp = 0, Lambda = 0, IfExp = 0, Dict = 0, Set = 0, ListComp = 0, SetComp = 0, DictComp = 0, GeneratorExp = 0, Await = 0, Yield = 0, YieldFrom = 0, Compare = 0, Call = 0, FormattedValue = 0, Interpolation = 0, JoinedStr = 0, TemplateStr = 0, Constant = 0, Attribute = 0, Subscript = 0, Starred = 0, Name = 0, List = 0, Tuple = 0, Slice = 0, }
_faulthandler_runtime_state 176 8 { fatal_error = 0, thread = 40, user_signals = 120, stack = 128, old_stack = 152, }
_faulthandler_runtime_state_fatal_error 40 8 { enabled = 0, file = 8, fd = 16, all_threads = 20, interp = 24, c_stack = 32, }
_faulthandler_runtime_state_thread 80 8 { file = 0, fd = 8, timeout_us = 16, repeat = 24, interp = 32, exit = 40, header = 48, header_len = 56, cancel_event = 64, running = 72, }
_fileutils_state 4 4 { force_ascii = 0, }
_float_object 16 8 { size = 0, ob_fval = 8, }
_frozen 24 8 { name = 0, code = 8, size = 16, is_package = 20, }
_func_version_cache_item 16 8 { func = 0, code = 8, }
_gc 16 8 { size = 0, collecting = 8, }
_gc_runtime_state 288 8 { trash_delete_later = 0, trash_delete_nesting = 8, enabled = 12, debug = 16, young = 24, old = 48, permanent_generation = 96, generation_stats = 120, collecting = 192, garbage = 200, callbacks = 208, heap_size = 216, dummy1 = 224, dummy2 = 232, dummy3 = 236, long_lived_total = 240, long_lived_pending = 248, freeze_active = 256, last_mem = 264, deferred_count = 272, mutex = 280, }
_gc_thread_state 8 8 { alloc_count = 0, }
_gen_object 32 8 { size = 0, gi_name = 8, gi_iframe = 16, gi_frame_state = 24, }
_getargs_runtime_state 8 8 { static_parsers = 0, }
_gil_runtime_state 216 8 { enabled = 0, interval = 8, last_holder = 16, locked = 24, switch_number = 32, cond = 40, mutex = 88, switch_cond = 128, switch_mutex = 176, }
_gilstate_runtime_state 16 8 { check_enabled = 0, autoInterpreterState = 8, }
_import_runtime_state 40 8 { inittab = 0, last_module_index = 8, extensions = 16, pkgcontext = 32, }
_import_runtime_state_extensions 16 8 { mutex = 0, hashtable = 8, }
_import_state 96 8 { modules = 0, modules_by_index = 8, importlib = 16, override_frozen_modules = 24, override_multi_interp_extensions_check = 28, dlopenflags = 32, import_func = 40, lock = 48, find_and_load = 72, }
_import_state_find_and_load 24 8 { import_level = 0, accumulated = 8, header = 16, }
_inittab 16 8 { name = 0, initfunc = 8, }
_interpreter_frame 64 8 { size = 0, previous = 8, executable = 16, instr_ptr = 24, localsplus = 32, owner = 40, stackpointer = 48, tlbc_index = 56, }
_interpreter_state 128 8 { size = 0, id = 8, next = 16, threads_head = 24, threads_main = 32, gc = 40, imports_modules = 48, sysdict = 56, builtins = 64, ceval_gil = 72, gil_runtime_state = 80, gil_runtime_state_enabled = 88, gil_runtime_state_locked = 96, gil_runtime_state_holder = 104, code_object_generation = 112, tlbc_generation = 120, }
_keyword 32 8 { arg = 0, value = 8, lineno = 16, col_offset = 20, end_lineno = 24, end_col_offset = 28, }
_list_object 24 8 { size = 0, ob_item = 8, ob_size = 16, }
_llist_node 16 8 { next = 0, prev = 8, }
_long_object 24 8 { size = 0, lv_tag = 8, ob_digit = 16, }
_match_case 24 8 { pattern = 0, guard = 8, body = 16, }
_mimalloc_interp_state 320 64 { abandoned_pool = 0, }
_mimalloc_thread_state 13896 8 { current_object_heap = 0, heaps = 8, tld = 12264, initialized = 13872, page_list = 13880, }
_mod 24 8 { kind = 0, v = 8, }
_mod_Expression 8 8 { body = 0, }
_mod_FunctionType 16 8 { argtypes = 0, returns = 8, }
_mod_Interactive 8 8 { body = 0, }
_mod_Module 16 8 { body = 0, type_ignores = 8, }
_mod_v 16 8 { Module = 0, Interactive = 0, Expression = 0, FunctionType = 0, }
_module_alias 16 8 { name = 0, orig = 8, }
_obmalloc_global_state 16 8 { dump_debug_stats = 0, interpreter_leaks = 8, }
_obmalloc_mgmt 584 8 { arenas = 0, maxarenas = 8, unused_arena_objects = 16, usable_arenas = 24, nfp2lasta = 32, narenas_currently_allocated = 552, ntimes_arena_allocated = 560, narenas_highwater = 568, raw_allocated_blocks = 576, }
_obmalloc_pools 512 8 { used = 0, }
_obmalloc_state 263248 8 { pools = 0, mgmt = 512, usage = 1096, }
_obmalloc_usage 262152 8 { arena_map_root = 0, arena_map_mid_count = 262144, arena_map_bot_count = 262148, }
_opaque 24 8 { computed_line = 0, lo_next = 8, limit = 16, }
_parser_runtime_state 64 8 { _not_used = 0, dummy_name = 8, }
_pattern 56 8 { kind = 0, v = 8, lineno = 40, col_offset = 44, end_lineno = 48, end_col_offset = 52, }
_pattern_MatchAs 16 8 { pattern = 0, name = 8, }
_pattern_MatchClass 32 8 { cls = 0, patterns = 8, kwd_attrs = 16, kwd_patterns = 24, }
_pattern_MatchMapping 24 8 { keys = 0, patterns = 8, rest = 16, }
_pattern_MatchOr 8 8 { patterns = 0, }
_pattern_MatchSequence 8 8 { patterns = 0, }
_pattern_MatchSingleton 8 8 { value = 0, }
_pattern_MatchStar 8 8 { name = 0, }
_pattern_MatchValue 8 8 { value = 0, }
_pattern_v 32 8 { MatchValue = 0, MatchSingleton = 0, MatchSequence = 0, MatchMapping = 0, MatchClass = 0, MatchStar = 0, MatchAs = 0, MatchOr = 0, }
_pending_call 24 8 { func = 0, arg = 8, flags = 16, }
_pending_calls 7232 8 { handling_thread = 0, mutex = 8, npending = 12, max = 16, maxloop = 20, calls = 24, first = 7224, next = 7228, }
_py_code_state 16 8 { mutex = 0, constants = 8, }
_py_func_state 65544 8 { mutex = 0, next_version = 4, func_version_cache = 8, }
_py_object_runtime_state 4 4 { _not_used = 0, }
_py_object_state 4 4 { _not_used = 0, }
_pymem_allocators 304 8 { mutex = 0, standard = 8, debug = 128, is_debug_enabled = 272, obj_arena = 280, }
_pymem_allocators_debug 144 8 { raw = 0, mem = 48, obj = 96, }
_pymem_allocators_standard 120 8 { raw = 0, mem = 40, obj = 80, }
_pyobject 16 8 { size = 0, ob_type = 8, }
_pythread_runtime_state 40 8 { initialized = 0, _condattr_monotonic = 8, handles = 24, }
_pythread_runtime_state__condattr_monotonic 16 8 { ptr = 0, val = 8, }
_qsbr_pad 64 8 { qsbr = 0, __padding = 64, }
_qsbr_shared 56 8 { wr_seq = 0, rd_seq = 8, array = 16, array_raw = 24, size = 32, mutex = 40, freelist = 48, }
_qsbr_thread_state 64 8 { seq = 0, shared = 8, tstate = 16, deferred_count = 24, deferred_memory = 32, deferred_page_memory = 40, should_process = 48, allocated = 49, freelist_next = 56, }
_rare_events 5 1 { set_class = 0, set_bases = 1, set_eval_frame_func = 2, builtin_dict = 3, func_modification = 4, }
_reftracer_runtime_state 16 8 { tracer_func = 0, tracer_data = 8, }
_runtime_state 24 8 { size = 0, finalizing = 8, interpreters_head = 16, }
_set_object 32 8 { size = 0, used = 8, table = 16, mask = 24, }
_signals_runtime_state 1080 8 { handlers = 0, wakeup = 1040, is_tripped = 1048, default_handler = 1056, ignore_handler = 1064, unhandled_keyboard_interrupt = 1072, }
_signals_runtime_state_handlers 16 8 { tripped = 0, func = 8, }
_signals_runtime_state_wakeup 8 4 { fd = 0, warn_on_full_buffer = 4, }
_specialization_cache 24 8 { getitem = 0, getitem_version = 8, init = 16, }
_stmt 80 8 { kind = 0, v = 8, lineno = 64, col_offset = 68, end_lineno = 72, end_col_offset = 76, }
_stmt_AnnAssign 32 8 { target = 0, annotation = 8, value = 16, simple = 24, }
_stmt_Assert 16 8 { test = 0, msg = 8, }
_stmt_Assign 24 8 { targets = 0, value = 8, type_comment = 16, }
_stmt_AsyncFor 40 8 { target = 0, iter = 8, body = 16, orelse = 24, type_comment = 32, }
_stmt_AsyncFunctionDef 56 8 { name = 0, args = 8, body = 16, decorator_list = 24, returns = 32, type_comment = 40, type_params = 48, }
_stmt_AsyncWith 24 8 { items = 0, body = 8, type_comment = 16, }
_stmt_AugAssign 24 8 { target = 0, op = 8, value = 16, }
_stmt_ClassDef 48 8 { name = 0, bases = 8, keywords = 16, body = 24, decorator_list = 32, type_params = 40, }
_stmt_Delete 8 8 { targets = 0, }
_stmt_Expr 8 8 { value = 0, }
_stmt_For 40 8 { target = 0, iter = 8, body = 16, orelse = 24, type_comment = 32, }
_stmt_FunctionDef 56 8 { name = 0, args = 8, body = 16, decorator_list = 24, returns = 32, type_comment = 40, type_params = 48, }
_stmt_Global 8 8 { names = 0, }
_stmt_If 24 8 { test = 0, body = 8, orelse = 16, }
_stmt_Import 8 8 { names = 0, }
_stmt_ImportFrom 24 8 { module = 0, names = 8, level = 16, }
_stmt_Match 16 8 { subject = 0, cases = 8, }
_stmt_Nonlocal 8 8 { names = 0, }
_stmt_Raise 16 8 { exc = 0, cause = 8, }
_stmt_Return 8 8 { value = 0, }
_stmt_Try 32 8 { body = 0, handlers = 8, orelse = 16, finalbody = 24, }
_stmt_TryStar 32 8 { body = 0, handlers = 8, orelse = 16, finalbody = 24, }
_stmt_TypeAlias 24 8 { name = 0, type_params = 8, value = 16, }
_stmt_While 24 8 { test = 0, body = 8, orelse = 16, }
_stmt_With 24 8 { items = 0, body = 8, type_comment = 16, }
_stmt_v 56 8 { FunctionDef = 0, AsyncFunctionDef = 0, ClassDef = 0, Return = 0, Delete = 0, Assign = 0, TypeAlias = 0, AugAssign = 0, AnnAssign = 0, For = 0, AsyncFor = 0, While = 0, If = 0, With = 0, AsyncWith = 0, Match = 0, Raise = 0, Try = 0, TryStar = 0, Assert = 0, Import = 0, ImportFrom = 0, Global = 0, Nonlocal = 0, Expr = 0, }
_stoptheworld_state 24 8 { mutex = 0, requested = 1, world_stopped = 2, is_global = 3, stop_event = 4, thread_countdown = 8, requester = 16, }
_thread_state 72 8 { size = 0, prev = 8, next = 16, interp = 24, current_frame = 32, thread_id = 40, native_thread_id = 48, datastack_chunk = 56, status = 64, }
_tracemalloc_runtime_state 232 8 { config = 0, allocators = 16, tables_lock = 136, traced_memory = 144, peak_traced_memory = 152, filenames = 160, traceback = 168, tracebacks = 176, traces = 184, domains = 192, empty_traceback = 200, reentrant_key = 224, }
_tracemalloc_runtime_state_allocators 120 8 { mem = 0, raw = 40, obj = 80, }
_tuple_object 24 8 { size = 0, ob_item = 8, ob_size = 16, }
_type_ignore 24 8 { kind = 0, v = 8, }
_type_ignore_TypeIgnore 16 8 { lineno = 0, tag = 8, }
_type_ignore_v 16 8 { TypeIgnore = 0, }
_type_object 32 8 { size = 0, tp_name = 8, tp_repr = 16, tp_flags = 24, }
_type_param 48 8 { kind = 0, v = 8, lineno = 32, col_offset = 36, end_lineno = 40, end_col_offset = 44, }
_type_param_ParamSpec 16 8 { name = 0, default_value = 8, }
_type_param_TypeVar 24 8 { name = 0, bound = 8, default_value = 16, }
_type_param_TypeVarTuple 16 8 { name = 0, default_value = 8, }
_type_param_v 24 8 { TypeVar = 0, ParamSpec = 0, TypeVarTuple = 0, }
_types_runtime_state 3368 8 { next_version_tag = 0, managed_static = 8, }
_types_runtime_state_managed_static 3360 8 { types = 0, }
_types_runtime_state_managed_static_types 16 8 { r#type = 0, interp_count = 8, }
_unicode_object 32 8 { size = 0, state = 8, length = 16, asciiobject_size = 24, }
_warnings_runtime_state 64 8 { filters = 0, once_registry = 8, default_action = 16, lock = 24, filters_version = 48, context = 56, }
_withitem 16 8 { context_expr = 0, optional_vars = 8, }
arena_coverage_t 8 4 { tail_hi = 0, tail_lo = 4, }
arena_map_bot_t 131072 4 { arenas = 0, }
arena_map_mid_t 262144 8 { ptrs = 0, }
arena_map_top_t 262144 8 { ptrs = 0, }
arena_object 48 8 { address = 0, pool_address = 8, nfreepools = 16, ntotalpools = 20, freepools = 24, nextarena = 32, prevarena = 40, }
asdl_alias_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
asdl_arg_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
asdl_arguments_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
asdl_comprehension_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
asdl_excepthandler_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
asdl_expr_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
asdl_generic_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
asdl_identifier_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
asdl_int_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
asdl_keyword_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
asdl_match_case_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
asdl_mod_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
asdl_pattern_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
asdl_seq 16 8 { size = 0, elements = 8, }
asdl_stmt_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
asdl_type_ignore_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
asdl_type_param_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
asdl_withitem_seq 24 8 { size = 0, elements = 8, typed_elements = 16, }
ast_state 1976 8 { once = 0, finalized = 4, AST_type = 8, Add_singleton = 16, Add_type = 24, And_singleton = 32, And_type = 40, AnnAssign_type = 48, Assert_type = 56, Assign_type = 64, AsyncFor_type = 72, AsyncFunctionDef_type = 80, AsyncWith_type = 88, Attribute_type = 96, AugAssign_type = 104, Await_type = 112, BinOp_type = 120, BitAnd_singleton = 128, BitAnd_type = 136, BitOr_singleton = 144, BitOr_type = 152, BitXor_singleton = 160, BitXor_type = 168, BoolOp_type = 176, Break_type = 184, Call_type = 192, ClassDef_type = 200, Compare_type = 208, Constant_type = 216, Continue_type = 224, Del_singleton = 232, Del_type = 240, Delete_type = 248, DictComp_type = 256, Dict_type = 264, Div_singleton = 272, Div_type = 280, Eq_singleton = 288, Eq_type = 296, ExceptHandler_type = 304, Expr_type = 312, Expression_type = 320, FloorDiv_singleton = 328, FloorDiv_type = 336, For_type = 344, FormattedValue_type = 352, FunctionDef_type = 360, FunctionType_type = 368, GeneratorExp_type = 376, Global_type = 384, GtE_singleton = 392, GtE_type = 400, Gt_singleton = 408, Gt_type = 416, IfExp_type = 424, If_type = 432, ImportFrom_type = 440, Import_type = 448, In_singleton = 456, In_type = 464, Interactive_type = 472, Interpolation_type = 480, Invert_singleton = 488, Invert_type = 496, IsNot_singleton = 504, IsNot_type = 512, Is_singleton = 520, Is_type = 528, JoinedStr_type = 536, LShift_singleton = 544, LShift_type = 552, Lambda_type = 560, ListComp_type = 568, List_type = 576, Load_singleton = 584, Load_type = 592, LtE_singleton = 600, LtE_type = 608, Lt_singleton = 616, Lt_type = 624, MatMult_singleton = 632, MatMult_type = 640, MatchAs_type = 648, MatchClass_type = 656, MatchMapping_type = 664, MatchOr_type = 672, MatchSequence_type = 680, MatchSingleton_type = 688, MatchStar_type = 696, MatchValue_type = 704, Match_type = 712, Mod_singleton = 720, Mod_type = 728, Module_type = 736, Mult_singleton = 744, Mult_type = 752, Name_type = 760, NamedExpr_type = 768, Nonlocal_type = 776, NotEq_singleton = 784, NotEq_type = 792, NotIn_singleton = 800, NotIn_type = 808, Not_singleton = 816, Not_type = 824, Or_singleton = 832, Or_type = 840, ParamSpec_type = 848, Pass_type = 856, Pow_singleton = 864, Pow_type = 872, RShift_singleton = 880, RShift_type = 888, Raise_type = 896, Return_type = 904, SetComp_type = 912, Set_type = 920, Slice_type = 928, Starred_type = 936, Store_singleton = 944, Store_type = 952, Sub_singleton = 960, Sub_type = 968, Subscript_type = 976, TemplateStr_type = 984, TryStar_type = 992, Try_type = 1000, Tuple_type = 1008, TypeAlias_type = 1016, TypeIgnore_type = 1024, TypeVarTuple_type = 1032, TypeVar_type = 1040, UAdd_singleton = 1048, UAdd_type = 1056, USub_singleton = 1064, USub_type = 1072, UnaryOp_type = 1080, While_type = 1088, With_type = 1096, YieldFrom_type = 1104, Yield_type = 1112, __dict__ = 1120, __doc__ = 1128, __match_args__ = 1136, __module__ = 1144, _attributes = 1152, _fields = 1160, alias_type = 1168, annotation = 1176, arg = 1184, arg_type = 1192, args = 1200, argtypes = 1208, arguments_type = 1216, asname = 1224, ast = 1232, attr = 1240, bases = 1248, body = 1256, boolop_type = 1264, bound = 1272, cases = 1280, cause = 1288, cls = 1296, cmpop_type = 1304, col_offset = 1312, comparators = 1320, comprehension_type = 1328, context_expr = 1336, conversion = 1344, ctx = 1352, decorator_list = 1360, default_value = 1368, defaults = 1376, elt = 1384, elts = 1392, end_col_offset = 1400, end_lineno = 1408, exc = 1416, excepthandler_type = 1424, expr_context_type = 1432, expr_type = 1440, finalbody = 1448, format_spec = 1456, func = 1464, generators = 1472, guard = 1480, handlers = 1488, id = 1496, ifs = 1504, is_async = 1512, items = 1520, iter = 1528, key = 1536, keys = 1544, keyword_type = 1552, keywords = 1560, kind = 1568, kw_defaults = 1576, kwarg = 1584, kwd_attrs = 1592, kwd_patterns = 1600, kwonlyargs = 1608, left = 1616, level = 1624, lineno = 1632, lower = 1640, match_case_type = 1648, mod_type = 1656, module = 1664, msg = 1672, name = 1680, names = 1688, op = 1696, operand = 1704, operator_type = 1712, ops = 1720, optional_vars = 1728, orelse = 1736, pattern = 1744, pattern_type = 1752, patterns = 1760, posonlyargs = 1768, rest = 1776, returns = 1784, right = 1792, simple = 1800, slice = 1808, step = 1816, stmt_type = 1824, str = 1832, subject = 1840, tag = 1848, target = 1856, targets = 1864, test = 1872, r#type = 1880, type_comment = 1888, type_ignore_type = 1896, type_ignores = 1904, type_param_type = 1912, type_params = 1920, unaryop_type = 1928, upper = 1936, value = 1944, values = 1952, vararg = 1960, withitem_type = 1968, }
atexit_callback 24 8 { func = 0, data = 8, next = 16, }
atexit_state 24 8 { ll_callbacks_lock = 0, ll_callbacks = 8, callbacks = 16, }
callable_cache 32 8 { isinstance = 0, len = 8, list_append = 16, object__getattribute__ = 24, }
co_locals_counts 56 4 { total = 0, args = 4, numpure = 28, cells = 32, hidden = 44, }
co_locals_counts_args 24 4 { total = 0, numposonly = 4, numposorkw = 8, numkwonly = 12, varargs = 16, varkwargs = 20, }
co_locals_counts_cells 12 4 { total = 0, numargs = 4, numothers = 8, }
co_locals_counts_hidden 12 4 { total = 0, numpure = 4, numcells = 8, }
co_unbound_counts 28 4 { total = 0, globals = 4, numattrs = 20, numunknown = 24, }
co_unbound_counts_globals 16 4 { total = 0, numglobal = 4, numbuiltin = 8, numunknown = 12, }
codecs_state 32 8 { search_path = 0, search_cache = 8, error_registry = 16, search_path_mutex = 24, initialized = 28, }
debug_alloc_api_t 48 8 { api_id = 0, alloc = 8, }
faulthandler_user_signal 192 8 { enabled = 0, file = 8, fd = 16, all_threads = 20, chain = 24, previous = 32, interp = 184, }
gc_collection_stats 16 8 { collected = 0, uncollectable = 8, }
gc_generation 24 8 { head = 0, threshold = 16, count = 20, }
gc_generation_stats 24 8 { collections = 0, collected = 8, uncollectable = 16, }
intrinsic_func1_info 16 8 { func = 0, name = 8, }
intrinsic_func2_info 16 8 { func = 0, name = 8, }
llist_node 16 8 { next = 0, prev = 8, }
managed_static_type_state 48 8 { r#type = 0, isbuiltin = 8, readying = 12, ready = 16, tp_dict = 24, tp_subclasses = 32, tp_weaklist = 40, }
mi_abandoned_pool_t 320 64 { }
mi_heap_t 3064 8 { }
mi_tld_t 1608 8 { }
pool_header 48 8 { r#ref = 0, freeblock = 8, nextpool = 16, prevpool = 24, arenaindex = 32, szidx = 36, nextoffset = 40, maxnextoffset = 44, }
pool_header_ref 8 8 { _padding = 0, count = 0, }
propertyobject 80 8 { ob_base = 0, prop_get = 32, prop_set = 40, prop_del = 48, prop_doc = 56, prop_name = 64, getter_doc = 72, }
pyhash_runtime_state 24 8 { urandom_cache = 0, }
pyhash_runtime_state_urandom_cache 24 8 { fd = 0, st_dev = 8, st_ino = 16, }
pyinterpreters 32 8 { mutex = 0, head = 8, main = 16, next_id = 24, }
pythreads 48 8 { next_unique_id = 0, head = 8, preallocated = 16, main = 24, count = 32, stacksize = 40, }
pytype_slotdef 56 8 { name = 0, offset = 8, function = 16, wrapper = 24, doc = 32, flags = 40, name_strobj = 48, }
setentry 16 8 { key = 0, hash = 8, }
tracemalloc_frame 12 1 { filename = 0, lineno = 8, }
tracemalloc_traceback 24 8 { hash = 0, nframe = 8, total_nframe = 10, frames = 12, }
trampoline_api_st 40 8 { init_state = 0, write_state = 8, free_state = 16, state = 24, code_padding = 32, }
ty_arena 64008 8 { ty_curr_number = 0, ty_max_number = 4, arena = 8, }
type_cache 98304 8 { hashtable = 0, }
type_cache_entry 24 8 { version = 0, sequence = 4, name = 8, value = 16, }
types_state 141192 8 { next_version_tag = 0, type_cache = 8, builtins = 98312, for_extensions = 107920, mutex = 108416, type_version_cache = 108424, }
types_state_builtins 9608 8 { num_initialized = 0, initialized = 8, }
types_state_for_extensions 496 8 { num_initialized = 0, next_index = 8, initialized = 16, }
xi_exceptions 24 8 { PyExc_InterpreterError = 0, PyExc_InterpreterNotFoundError = 8, PyExc_NotShareableError = 16, }
}

const DEBUG_OFFSETS: &[u64] = &[8750607829840520312, 51251440, 1, 362368, 784, 808, 246720, 7280, 7272, 7344, 7360, 7408, 7712, 7696, 7704, 16, 7808, 0, 7832, 7824, 8024, 17628, 832, 0, 8, 16, 72, 152, 160, 232, 32, 88, 8, 0, 56, 80, 78, 64, 72, 240, 128, 136, 144, 152, 84, 68, 112, 120, 232, 224, 32, 24, 432, 40, 104, 184, 56, 48, 32, 56, 40, 32, 216, 40, 56, 48, 64, 48, 56, 40, 32, 48, 32, 40, 56, 32, 48, 80, 48, 32, 56, 288, 192, 176, 40, 88, 83, 0, 8, 24, 304, 8108, 0, 4, 512];
