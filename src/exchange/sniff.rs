//! Encoding, delimiter and line end of a file, from its first bytes.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

use super::cells;

/// How many bytes are looked at.
pub const HEAD: usize = 64 * 1024;

/// How the bytes become characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Only ASCII so far: the first row with another byte decides.
    Ascii,
    /// UTF-8.
    Utf8,
    /// Windows-1252, what Excel writes west of Vienna.
    Windows1252,
}

impl Encoding {
    /// The usual name.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Ascii => "ASCII",
            Encoding::Utf8 => "UTF-8",
            Encoding::Windows1252 => "Windows-1252",
        }
    }

    /// What these bytes are in, if nothing else is known.
    pub fn of(bytes: &[u8]) -> Encoding {
        match std::str::from_utf8(bytes) {
            _ if bytes.is_ascii() => Encoding::Ascii,
            Ok(_) => Encoding::Utf8,
            // A character that the end of the window cuts is no error.
            Err(error) if error.error_len().is_none() => Encoding::Utf8,
            Err(_) => Encoding::Windows1252,
        }
    }

    /// The characters; none where the bytes are not in this encoding.
    pub fn decode(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Encoding::Windows1252 => Some(WINDOWS_1252.decode_without_bom_handling(bytes).0),
            Encoding::Ascii | Encoding::Utf8 => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        }
    }
}

/// How a file is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Its characters.
    pub encoding: Encoding,
    /// Between cells: `,` `;` tab or `|`.
    pub delimiter: u8,
    /// The byte that ends a line: LF, or CR in files of old.
    pub line_end: u8,
    /// Bytes before the first line: a byte-order mark, Excel's `sep=;` line.
    pub skip: usize,
}

/// The file is not text of a kind that is read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// UTF-16, Excel's "Unicode text".
    Utf16,
    /// Zero bytes: a workbook, a picture …
    Binary,
}

/// The shape of a file that begins with `head`.
pub fn sniff(head: &[u8]) -> Result<Shape, NotText> {
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return Err(NotText::Utf16);
    }
    // A workbook (.xlsx) is a ZIP archive; the old one (.xls) an OLE file.
    if head.contains(&0) || head.starts_with(b"PK\x03\x04") || head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(NotText::Binary);
    }
    let mut skip = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let line_end = if head.contains(&b'\n') || !head.contains(&b'\r') { b'\n' } else { b'\r' };
    let mut encoding = Encoding::of(&head[skip..]);
    if skip > 0 {
        encoding = Encoding::Utf8;
    }
    let first = head[skip..].split(|&b| b == line_end).next().unwrap_or_default();
    let delimiter = match first.strip_prefix(b"sep=") {
        Some([delimiter, rest @ ..]) if rest.is_empty() || rest == b"\r" => {
            skip = (skip + first.len() + 1).min(head.len());
            *delimiter
        }
        _ => delimiter(&head[skip..], line_end),
    };
    Ok(Shape { encoding, delimiter, line_end, skip })
}

/// The byte that cuts the most rows into the same number of cells as the first, quotes respected.
fn delimiter(text: &[u8], line_end: u8) -> u8 {
    let score = |delimiter: u8| {
        let counts = cells::counts(text, delimiter, line_end, 100);
        let width = counts.first().copied().unwrap_or(0);
        let same = counts.iter().filter(|&&count| count == width).count();
        // The header's width settles between two that both hold.
        if width < 2 { 0 } else { same * 1_000 / counts.len().max(1) * 1_000 + width.min(999) }
    };
    // On equal scores the first wins.
    let mut best = (0, b',');
    for delimiter in [b';', b'\t', b',', b'|'] {
        let score = score(delimiter);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(head: &[u8]) -> Shape {
        sniff(head).unwrap()
    }

    #[test]
    fn delimiters_are_found_past_quotes() {
        let table: [(&[u8], u8); 8] = [
            (b"a,b\n1,2\n", b','),
            (b"a;b;c\n1,5;2,5;3,5\n", b';'),
            (b"a\tb\n1,2\t3\n", b'\t'),
            (b"name,note\nJan,\"a;b;c;d\"\nPiet,\"x;\ny;z\"\n", b','),
            (b"\"Nom, prenom\";\"Tel, gsm\"\r\n\"Dupont, Marie\";021\r\n", b';'),
            (b"sep=|\r\na|b\r\n", b'|'),
            (b"only\none\n", b','),
            (b"", b','),
        ];
        for (head, expected) in table {
            assert_eq!(shape(head).delimiter as char, expected as char, "{}", String::from_utf8_lossy(head));
        }
        assert_eq!(shape(b"sep=;\r\na;b").skip, 7);
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(shape("a;é\n".as_bytes()).encoding, Encoding::Utf8);
        assert_eq!(
            shape(b"\xef\xbb\xbfa;b\n"),
            Shape { encoding: Encoding::Utf8, delimiter: b';', line_end: b'\n', skip: 3 }
        );
        assert_eq!(shape(b"a;\xe9t\xe9\n").encoding, Encoding::Windows1252);
        assert_eq!(shape(b"a;b\n").encoding, Encoding::Ascii);
        assert_eq!(shape(b"a;b\xc3").encoding, Encoding::Utf8, "cut by the window");
        assert_eq!(shape(b"a;b\rc;d\r").line_end, b'\r');
        assert_eq!(sniff(b"\xff\xfea\0"), Err(NotText::Utf16));
        assert_eq!(sniff(b"PK\x03\x04rest"), Err(NotText::Binary));
        assert_eq!(Encoding::Windows1252.decode(b"caf\xe9 \x80").unwrap(), "café €");
        assert_eq!(Encoding::Utf8.decode(b"\xe9"), None);
    }
}
