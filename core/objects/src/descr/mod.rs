//! Descriptors of C types: method, member, getset, wrapper; `property`, `mappingproxy`.
