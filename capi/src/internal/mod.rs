//! The internal tier: what the headers under `internal/` export to the stock extension modules.

pub mod pycore_abstract;
pub mod pycore_bytesobject;
pub mod pycore_call;
pub mod pycore_capsule;
pub mod pycore_complexobject;
pub mod pycore_fileutils;
pub mod pycore_hashtable;
pub mod pycore_list;
pub mod pycore_lock;
pub mod pycore_long;
pub mod pycore_modsupport;
pub mod pycore_namespace;
pub mod pycore_parking_lot;
pub mod pycore_pyerrors;
pub mod pycore_pystate;
pub mod pycore_pythread;
pub mod pycore_setobject;
pub mod pycore_strhex;
pub mod pycore_structseq;
pub mod pycore_sysmodule;
pub mod pycore_template;
pub mod pycore_time;
pub mod pycore_tuple;
pub mod pycore_unicodeobject;
pub mod pycore_unionobject;
pub mod pycore_weakref;
