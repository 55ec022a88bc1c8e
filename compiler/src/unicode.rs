//! What the compiler needs of the Unicode database, version 16: normal forms, names, printability.

use unicode_normalization::UnicodeNormalization;

/// Normal form KC, which identifiers are compared in.
pub fn nfkc(name: &str) -> String {
    name.nfkc().collect()
}

/// `str.isprintable()` of one character.
pub fn is_printable(c: char) -> bool {
    use unicode_properties::{GeneralCategory as G, UnicodeGeneralCategory};
    !matches!(
        c.general_category(),
        G::Control
            | G::Format
            | G::Surrogate
            | G::PrivateUse
            | G::Unassigned
            | G::LineSeparator
            | G::ParagraphSeparator
            | G::SpaceSeparator
    ) || c == ' '
}

/// The character of a name or alias, for `\N{...}`; case does not matter.
pub fn character_by_name(name: &str) -> Option<char> {
    if !name.is_ascii() {
        return None;
    }
    if let Some(c) = tangut_ideograph(name) {
        return Some(c);
    }
    let c = unicode_names2::character(name)?;
    // The table lets zeros in front of an ideograph's number pass.
    let digits = name.len() - name.rfind('-').map_or(0, |at| at + 1);
    let ideograph = name
        .get(..22)
        .is_some_and(|n| n.eq_ignore_ascii_case("CJK UNIFIED IDEOGRAPH-"));
    (!ideograph || digits == if c > '\u{ffff}' { 5 } else { 4 }).then_some(c)
}

/// `TANGUT IDEOGRAPH-17000`: these can be looked up, though they have no names.
fn tangut_ideograph(name: &str) -> Option<char> {
    const PREFIX: &str = "TANGUT IDEOGRAPH-";
    let (prefix, digits) = name.split_at_checked(PREFIX.len())?;
    let well_formed = digits.len() == 5 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    if !well_formed || !prefix.eq_ignore_ascii_case(PREFIX) {
        return None;
    }
    let c = u32::from_str_radix(digits, 16).ok()?;
    let assigned = matches!(c, 0x17000..=0x187f7 | 0x18d00..=0x18d08);
    char::from_u32(c).filter(|_| assigned)
}
