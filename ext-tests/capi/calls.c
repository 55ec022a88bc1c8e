/* Parsing and building of values, formatted text and errors, a heap type with garbage collection, calls back: driven by calls.py. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>
typedef struct { PyObject_HEAD PyObject *items; int n; double d; } Box;
static int Box_traverse(Box *s, visitproc visit, void *arg){ Py_VISIT(Py_TYPE(s)); Py_VISIT(s->items); return 0; }
static int Box_clear(Box *s){ Py_CLEAR(s->items); return 0; }
static void Box_dealloc(Box *s){ PyTypeObject *tp=Py_TYPE(s); PyObject_GC_UnTrack(s); Box_clear(s); tp->tp_free(s); Py_DECREF(tp); }
static int Box_init(Box *s, PyObject *a, PyObject *k){ static char *kw[]={"items","n",NULL}; PyObject *it; s->n=7; if(!PyArg_ParseTupleAndKeywords(a,k,"O|$i:Box",kw,&it,&s->n)) return -1; Py_XSETREF(s->items, Py_NewRef(it)); return 0; }
static PyObject *Box_get(Box *s, PyObject *Py_UNUSED(x)){ return Py_BuildValue("{s:O,s:i,s:(ii)}","items",s->items,"n",s->n,"t",1,2); }
static PyMemberDef mem[]={{"n",Py_T_INT,offsetof(Box,n),0,"n"},{"d",Py_T_DOUBLE,offsetof(Box,d),0,"d"},{NULL}};
static PyMethodDef bm[]={{"get",(PyCFunction)Box_get,METH_NOARGS,"get it"},{NULL}};
static PyType_Slot slots[]={{Py_tp_init,Box_init},{Py_tp_dealloc,Box_dealloc},{Py_tp_traverse,Box_traverse},{Py_tp_clear,Box_clear},{Py_tp_methods,bm},{Py_tp_members,mem},{Py_tp_new,PyType_GenericNew},{0,0}};
static PyType_Spec spec={"calls.Box",sizeof(Box),0,Py_TPFLAGS_DEFAULT|Py_TPFLAGS_HAVE_GC|Py_TPFLAGS_BASETYPE,slots};
static PyObject *fmt(PyObject *m, PyObject *a){ PyObject *o; if(!PyArg_ParseTuple(a,"O:fmt",&o)) return NULL;
 return PyUnicode_FromFormat("%d|%5d|%-5d|%05d|%s|%.3s|%10s|%R|%S|%A|%p|%x|%lld|%zd|%c|%%|%U|%T|%N|%V|%#T", 5, 42, 42, -42, "text","abcdef","right",o,o,o,(void*)0x10,255,1LL<<40,(Py_ssize_t)-3,0x20ac,PyUnicode_FromString("u"),o,Py_TYPE(o),NULL,"alt",o); }
static PyObject *many(PyObject *m, PyObject *a){ int i; long l; double d; const char *s; Py_ssize_t n; PyObject *o; unsigned char b; short h; float f; Py_complex c; int p; const char*z; Py_buffer buf; int x1,x2;
 if(!PyArg_ParseTuple(a,"ilds#ObhfDpzy*(ii):many",&i,&l,&d,&s,&n,&o,&b,&h,&f,&c,&p,&z,&buf,&x1,&x2)) return NULL;
 PyObject *r=Py_BuildValue("ilds#ObhfDizy#ii",i,l,d,s,n,o,b,h,f,&c,p,z,buf.buf,buf.len,x1,x2); PyBuffer_Release(&buf); return r; }
static PyObject *vec(PyObject *m, PyObject *const*args, Py_ssize_t n, PyObject *kw){ PyObject *l=PyList_New(0); for(Py_ssize_t i=0;i<n;i++) PyList_Append(l,args[i]); if(kw) for(Py_ssize_t i=0;i<PyTuple_GET_SIZE(kw);i++){ PyList_Append(l,PyTuple_GET_ITEM(kw,i)); PyList_Append(l,args[n+i]); } return l; }
static PyObject *err(PyObject *m, PyObject *o){ return PyErr_Format(PyExc_ValueError,"bad %s: %R (%.2f)","thing",o,1.5); }
static PyObject *call(PyObject *m, PyObject *o){ PyObject *r1=PyObject_CallFunction(o,"i(is)",1,2,"x"); if(!r1) return NULL; PyObject *r2=PyObject_CallFunctionObjArgs(o,Py_None,Py_True,NULL); PyObject *r3=PyObject_CallMethod(o,"__call__","sf","k",2.5); return Py_BuildValue("NNN",r1,r2,r3); }
static PyObject *gil(PyObject *m, PyObject *Py_UNUSED(x)){ Py_BEGIN_ALLOW_THREADS; Py_BLOCK_THREADS; Py_UNBLOCK_THREADS; Py_END_ALLOW_THREADS; PyGILState_STATE st=PyGILState_Ensure(); PyGILState_Release(st); Py_RETURN_NONE; }
static PyMethodDef meths[]={{"fmt",fmt,METH_VARARGS,"fmt"},{"many",many,METH_VARARGS,0},{"vec",(PyCFunction)(void(*)(void))vec,METH_FASTCALL|METH_KEYWORDS,"vec($module, *a)\n--\n\ndoc"},{"err",err,METH_O,0},{"call",call,METH_O,0},{"gil",gil,METH_NOARGS,0},{NULL}};
static int ex(PyObject *m){ PyObject *t=PyType_FromModuleAndSpec(m,&spec,NULL); if(!t||PyModule_AddType(m,(PyTypeObject*)t)<0) return -1; Py_DECREF(t);
 if(PyModule_AddIntConstant(m,"K",99)<0||PyModule_AddStringConstant(m,"S","str")<0) return -1;
 PyObject *e=PyErr_NewExceptionWithDoc("calls.Error","doc",PyExc_RuntimeError,NULL); if(PyModule_AddObjectRef(m,"Error",e)<0) return -1; Py_DECREF(e);
 PyObject *c=PyCapsule_New((void*)0x1234,"calls.cap",NULL); if(PyModule_Add(m,"cap",c)<0) return -1; return PyCapsule_Import("calls.cap",0)?0:(PyErr_Clear(),0); }
static PyModuleDef_Slot ms[]={{Py_mod_exec,ex},{Py_mod_multiple_interpreters,Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},{0,NULL}};
static struct PyModuleDef def={PyModuleDef_HEAD_INIT,"calls","doc",0,meths,ms,NULL,NULL,NULL};
PyMODINIT_FUNC PyInit_calls(void){ return PyModuleDef_Init(&def); }
