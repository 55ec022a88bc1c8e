//! What Expat calls: its reports, passed on to the target.
//!
//! SAFETY, for all of them: the data is the parser object, which is held while Expat is at work; the texts are Expat's, and end with
//! NUL or have the length that is given.

use core::ffi::{CStr, c_char, c_int, c_void};

use objects::exceptions::types;
use objects::prelude::*;

use super::treebuilder::{Event, TreeBuilder};
use super::xmlparser::{Handle, XMLParser};

const XML_ERROR_UNDEFINED_ENTITY: c_int = 11;

/// So much of an undefined entity is shown.
const SHOWN: usize = 100;

/// The parser; none while an exception waits for Expat to return.
unsafe fn parser<'a>(data: *mut c_void) -> Option<&'a XMLParser> {
    if base::error::occurred() {
        return None;
    }
    // SAFETY: as above.
    Some(unsafe { XMLParser::from_raw(data.cast()) })
}

unsafe fn text(s: *const c_char) -> PyResult {
    if s.is_null() {
        return Ok(Str::from_str("")?.upcast());
    }
    // SAFETY: as above.
    let bytes = unsafe { CStr::from_ptr(s) }.to_bytes();
    Ok(Str::decode_utf8(bytes, None)?.upcast())
}

unsafe fn sized<'a>(s: *const c_char, len: c_int) -> &'a [u8] {
    match usize::try_from(len) {
        // SAFETY: as above.
        Ok(len) if !s.is_null() => unsafe { core::slice::from_raw_parts(s.cast(), len) },
        _ => &[],
    }
}

/// Writes a callback: what is done with the parser, whose error stays set.
macro_rules! callback {
    ($(#[$meta:meta])* $name:ident($this:ident $(, $arg:ident: $ty:ty)*) $body:block) => {
        $(#[$meta])*
        pub unsafe extern "C" fn $name(data: *mut c_void $(, $arg: $ty)*) {
            // SAFETY: see the head of the file.
            unsafe {
                if let Some($this) = parser(data) {
                    let run = || -> PyResult<()> { $body };
                    let _raised = run();
                }
            }
        }
    };
}

unsafe fn attributes(this: &XMLParser, mut at: *mut *const c_char) -> PyResult<Option<Ref<Dict>>> {
    // SAFETY: names and values in turn, which NULL ends.
    unsafe {
        if (*at).is_null() {
            return Ok(None);
        }
        let dict = Dict::new()?;
        while !(*at).is_null() && !(*at.add(1)).is_null() {
            let name = this.universal(*at)?;
            dict.set_owned(name.upcast(), text(*at.add(1))?)?;
            at = at.add(2);
        }
        Ok(Some(dict))
    }
}

callback!(
    /// An element begins.
    start(this, name: *const c_char, atts: *mut *const c_char) {
        let tag = this.universal(name)?;
        let attrib = attributes(this, atts)?;
        let target = this.target()?;
        if let Some(builder) = TreeBuilder::exact(&target) {
            builder.handle_start(&tag, attrib.as_ref().map(|d| &***d))?;
        } else if let Some(handle) = this.handle(Handle::Start) {
            let attrib = match attrib {
                Some(attrib) => attrib,
                None => Dict::new()?,
            };
            handle.call(&[&tag, &attrib])?;
        }
        Ok(())
    }
);

callback!(
    /// An element ends.
    end(this, name: *const c_char) {
        let target = this.target()?;
        if let Some(builder) = TreeBuilder::exact(&target) {
            builder.handle_end()?;
        } else if let Some(handle) = this.handle(Handle::End) {
            handle.call(&[&*this.universal(name)?])?;
        }
        Ok(())
    }
);

fn pass_data(this: &XMLParser, text: &Object) -> PyResult<()> {
    let target = this.target()?;
    if let Some(builder) = TreeBuilder::exact(&target) {
        builder.handle_data(text)?;
    } else if let Some(handle) = this.handle(Handle::Data) {
        handle.call(&[text])?;
    }
    Ok(())
}

callback!(
    /// Text.
    data(this, s: *const c_char, len: c_int) {
        pass_data(this, &*Str::decode_utf8(sized(s, len), None)?)
    }
);

callback!(
    /// Whatever has no callback of its own: of that only the entities that the document does not declare matter.
    default(this, s: *const c_char, len: c_int) {
        let bytes = sized(s, len);
        let [b'&', name @ .., _] = bytes else {
            return Ok(());
        };
        let name = Str::decode_utf8(name, None)?;
        match this.entity(&name)? {
            Some(value) => pass_data(this, &value),
            None => {
                let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(SHOWN)]);
                let message = format!("undefined entity {shown}");
                Err(this.parse_error(XML_ERROR_UNDEFINED_ENTITY, Some(&message)))
            }
        }
    }
);

callback!(
    /// A prefix becomes known.
    start_ns(this, prefix: *const c_char, uri: *const c_char) {
        let target = this.target()?;
        if let Some(builder) = TreeBuilder::exact(&target) {
            if builder.wants(Event::StartNs) {
                let pair = Tuple::from_array([text(prefix)?, text(uri)?])?;
                builder.report(Event::StartNs, &pair)?;
            }
        } else if let Some(handle) = this.handle(Handle::StartNs) {
            handle.call(&[&*text(prefix)?, &*text(uri)?])?;
        }
        Ok(())
    }
);

callback!(
    /// A prefix is no longer known.
    end_ns(this, prefix: *const c_char) {
        let target = this.target()?;
        if let Some(builder) = TreeBuilder::exact(&target) {
            builder.report(Event::EndNs, none())?;
        } else if let Some(handle) = this.handle(Handle::EndNs) {
            handle.call(&[&*text(prefix)?])?;
        }
        Ok(())
    }
);

callback!(
    /// A comment.
    comment(this, s: *const c_char) {
        let target = this.target()?;
        if let Some(builder) = TreeBuilder::exact(&target) {
            builder.handle_comment(&*text(s)?)?;
        } else if let Some(handle) = this.handle(Handle::Comment) {
            handle.call(&[&*text(s)?])?;
        }
        Ok(())
    }
);

callback!(
    /// A processing instruction.
    pi(this, name: *const c_char, s: *const c_char) {
        let target = this.target()?;
        if let Some(builder) = TreeBuilder::exact(&target) {
            if builder.wants(Event::Pi) || builder.inserts_pis() {
                builder.handle_pi(&*text(name)?, &*text(s)?)?;
            }
        } else if let Some(handle) = this.handle(Handle::Pi) {
            handle.call(&[&*text(name)?, &*text(s)?])?;
        }
        Ok(())
    }
);

callback!(
    /// The declaration of a document's type begins.
    start_doctype(
        this,
        name: *const c_char,
        system: *const c_char,
        public: *const c_char,
        _has_internal_subset: c_int
    ) {
        let id = |s: *const c_char| -> PyResult {
            if s.is_null() {
                return Ok(none_ref());
            }
            Ok(this.universal(s)?.upcast())
        };
        let name = this.universal(name)?;
        let (system, public) = (id(system)?, id(public)?);
        if let Some(handle) = this.handle(Handle::Doctype) {
            handle.call(&[&name, &public, &system])?;
        } else if this.has_attr(interned!("doctype"))? {
            objects::warnings::warn(
                &types::RuntimeWarning,
                format_args!(
                    "The doctype() method of XMLParser is ignored.  \
                     Define doctype() method on the TreeBuilder target."
                ),
                1,
            )?;
        }
        Ok(())
    }
);
